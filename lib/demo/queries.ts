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

/** What the steps lead to by its id; null once somebody has taken it away. */
export type TourPlaces = Record<"split" | "works" | "noEffect" | "customer", string | null>;

/** `last`: the last complete quarter of the story, of which most steps speak. */
export type Tour = { seen: TourStep[]; last: Period; places: TourPlaces };

/** Which steps of the tour somebody has ticked off. @throws AppError `notFound` where there is no demo company */
export async function loadTour(scope: Scope): Promise<Tour> {
  const { plantedAt } = await getDemo(scope);
  const present = quarterStart(localDay(plantedAt, scope.timeZone));
  const last = { from: addMonths(present, -3), to: present };
  const places = await findPlaces(scope);
  if (scope.actor.kind !== "user") return { seen: [], last, places };
  const { workspaceId, actor } = scope;
  const found = await scope.db.acknowledgement.findUnique({
    where: { workspaceId_userId_subject: { workspaceId, userId: actor.id, subject: tourSubject } },
    select: { said: true },
  });
  const said = z.array(z.string()).safeParse(found?.said);
  return { seen: tourSteps.filter((step) => said.data?.includes(step)), last, places };
}

async function findPlaces({ db, workspaceId }: Scope): Promise<TourPlaces> {
  const measures = await db.measure.findMany({
    where: { workspaceId, key: { in: ["installation-companion", "help-chatbot"] }, retiredAt: null },
    select: { key: true, publicId: true },
  });
  const segment = await db.segment.findFirst({
    where: { workspaceId, key: "price", retiredAt: null },
    select: { publicId: true },
  });
  const customer = await db.customer.findFirst({
    where: { workspaceId, name: "Praxis Dr. Neuhaus", erasedAt: null },
    select: { publicId: true },
  });
  const measure = (key: string) => measures.find((one) => one.key === key)?.publicId ?? null;
  return {
    split: segment?.publicId ?? null,
    works: measure("installation-companion"),
    noEffect: measure("help-chatbot"),
    customer: customer?.publicId ?? null,
  };
}
