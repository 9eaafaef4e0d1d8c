import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { namedBy } from "@/lib/db/named";
import { AppError, notFound } from "@/lib/errors/app-error";
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

/** Undo of a move. @throws AppError `notFound` */
export async function removePhaseMove(scope: Scope, { id }: { id: string }): Promise<void> {
  const { db, workspaceId } = scope;
  const which = namedBy(id);
  const gone =
    which &&
    (await db.$executeRaw(
      Prisma.sql`delete from phase_move t where t."workspaceId" = ${workspaceId} and ${which}`,
    ));
  if (!gone) throw notFound();
  await writeAudit(scope, "phaseMove.undo", id);
}
