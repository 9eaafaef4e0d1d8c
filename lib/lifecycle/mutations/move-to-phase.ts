import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { namedBy } from "@/lib/db/named";
import { AppError, notFound } from "@/lib/errors/app-error";
import { localDay } from "@/lib/period/local-day";
import { savePhaseMoves } from "../mutations";
import type { MoveToPhaseInput } from "../schema";

/** A customer enters a phase, now unless a day is said. @returns what its undo needs */
export async function moveToPhase(scope: Scope, { on, ...said }: MoveToPhaseInput): Promise<{ id: string }> {
  const [saved] = await savePhaseMoves(scope, [{ ...said, at: on ?? new Date().toISOString() }]);
  if (!saved) throw new Error("A phase move without an outcome.");
  if (saved instanceof AppError) throw saved;
  if (saved.status !== "unchanged")
    await writeAudit(scope, `phaseMove.${saved.status === "created" ? "create" : "change"}`, saved.id);
  return { id: saved.id };
}

/** Undo of a move. @throws AppError `notFound`, or `conflict` where it would lead back into a phase that was retired */
export async function removePhaseMove(scope: Scope, { id }: { id: string }): Promise<void> {
  const { db, workspaceId, timeZone } = scope;
  const which = namedBy(id);
  const [gone] = which
    ? await db.$queryRaw<{ customerId: number }[]>(Prisma.sql`
        delete from phase_move t where t."workspaceId" = ${workspaceId} and ${which} returning t."customerId"`)
    : [];
  if (!gone) throw notFound();
  const before = await db.phaseMove.findFirst({
    where: {
      workspaceId,
      customerId: gone.customerId,
      day: { lte: new Date(localDay(new Date(), timeZone)) },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { phase: { select: { retiredAt: true } } },
  });
  if (before?.phase.retiredAt) throw new AppError("conflict", "leftPhaseRetired");
  await writeAudit(scope, "phaseMove.undo", id);
}
