import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { loadTour, tourSubject } from "../queries";
import type { TickStepInput } from "../schema";

/** Ticks a step of the tour off, or opens it again; each member has a tour of their own. */
export async function tickStep(scope: Scope, { step, seen }: TickStepInput): Promise<void> {
  const { workspaceId, actor } = scope;
  const tour = await loadTour(scope);
  if (actor.kind !== "user") throw new AppError("forbidden");
  const others = tour.seen.filter((one) => one !== step);
  const said = seen === "yes" ? [...others, step] : others;
  const named = { workspaceId, userId: actor.id, subject: tourSubject };
  await scope.db.acknowledgement.upsert({
    where: { workspaceId_userId_subject: named },
    create: { ...named, said },
    update: { said },
  });
}
