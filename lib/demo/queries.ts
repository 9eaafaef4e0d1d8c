import { z } from "zod";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors/app-error";
import { addMonths, localDay } from "@/lib/period/local-day";
import { type Period, quarterStart } from "@/lib/period/period";
import { type TourStep, tourSteps } from "./schema";

export type DemoState = "none" | "unfinished" | "planted";

/**
 * Whether the workspace holds the demo company. Unfinished: founded for it, but nothing of its history is there, because
 * a start was cut off or an earlier version planted none.
 */
export async function demoState({ db, workspaceId }: Scope): Promise<DemoState> {
  const { demoPlantedAt } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { demoPlantedAt: true },
  });
  if (demoPlantedAt) return "planted";
  const [customer, feedback] = [
    await db.customer.findFirst({ where: { workspaceId }, select: { id: true } }),
    await db.feedback.findFirst({ where: { workspaceId }, select: { id: true } }),
  ];
  return customer || feedback ? "none" : "unfinished";
}

/** When the demo company was planted. @throws AppError `notFound` in every other workspace */
export async function getDemo({ db, workspaceId }: Scope): Promise<{ plantedAt: Date }> {
  const { demoPlantedAt } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { demoPlantedAt: true },
  });
  if (!demoPlantedAt) throw notFound();
  return { plantedAt: demoPlantedAt };
}

export const tourSubject = "demo-tour";

/** `last`: the last complete quarter of the story, of which most steps speak. */
export type Tour = { seen: TourStep[]; last: Period };

/** Which steps of the tour somebody has ticked off. @throws AppError `notFound` where there is no demo company */
export async function loadTour(scope: Scope): Promise<Tour> {
  const { plantedAt } = await getDemo(scope);
  const present = quarterStart(localDay(plantedAt, scope.timeZone));
  const last = { from: addMonths(present, -3), to: present };
  if (scope.actor.kind !== "user") return { seen: [], last };
  const { workspaceId, actor } = scope;
  const found = await scope.db.acknowledgement.findUnique({
    where: { workspaceId_userId_subject: { workspaceId, userId: actor.id, subject: tourSubject } },
    select: { said: true },
  });
  const said = z.array(z.string()).safeParse(found?.said);
  return { seen: tourSteps.filter((step) => said.data?.includes(step)), last };
}
