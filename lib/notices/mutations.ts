import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { addDays, addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import { quarterStart } from "@/lib/period/period";
import type { BringBackInput, PutAsideInput } from "./schema";

/** "Known, tell me again when …": for this reader only. */
export async function putAside(
  scope: Scope,
  { subject, said, until }: PutAsideInput,
): Promise<{ subject: string }> {
  const untilOn = returnDay(until, localDay(new Date(), scope.timeZone));
  const key = { workspaceId: scope.workspaceId, userId: readerOf(scope), subject };
  const state = { said, untilOn: untilOn === null ? null : new Date(untilOn) };
  await scope.db.acknowledgement.upsert({
    where: { workspaceId_userId_subject: key, workspaceId: scope.workspaceId },
    create: { ...key, ...state },
    update: state,
  });
  return { subject };
}

/** Undo of putting aside; what is not put aside stays where it is. */
export async function bringBack(scope: Scope, { subject }: BringBackInput): Promise<void> {
  await scope.db.acknowledgement.deleteMany({
    where: { workspaceId: scope.workspaceId, userId: readerOf(scope), subject },
  });
}

/** Everything that this reader has put aside is on the desk again. */
export async function bringAllBack(scope: Scope): Promise<void> {
  await scope.db.acknowledgement.deleteMany({
    where: { workspaceId: scope.workspaceId, userId: readerOf(scope) },
  });
}

function readerOf({ actor }: Scope): number {
  if (actor.kind !== "user") throw new AppError("forbidden");
  return actor.id;
}

function returnDay(until: PutAsideInput["until"], today: LocalDay): LocalDay | null {
  switch (until) {
    case "changed":
      return null;
    case "inFourWeeks":
      return addDays(today, 28);
    case "nextQuarter":
      return addMonths(quarterStart(today), 3);
  }
}
