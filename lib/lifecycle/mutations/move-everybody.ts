import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { customersNowIn } from "@/lib/catalogue/queries/phase-in-use";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { localDay } from "@/lib/period/local-day";
import { holdClock } from "@/lib/workspaces/queries/hold-clock";
import type { MoveEverybodyInput, UndoMoveEverybodyInput } from "../schema";

/**
 * Everybody who is in a phase now enters another one, in one statement: so a phase can be emptied and retired.
 * @returns what its undo needs: the moment that all of these moves share
 * @throws AppError `invalid` for a phase that is not there or not in use, `conflict` where nobody is in it
 */
export async function moveEverybody(
  scope: Scope,
  { from, to, reason }: MoveEverybodyInput,
): Promise<{ from: string; to: string; at: string }> {
  const { db, workspaceId } = scope;
  const { timeZone } = await holdClock(scope);
  const phases = await db.phase.findMany({
    where: { workspaceId, key: { in: [from, to] } },
    select: { id: true, key: true, retiredAt: true },
  });
  const [left, entered] = [from, to].map((key) => phases.find((one) => one.key === key));
  if (!left || !entered) throw refuse({ to: "unknownPhase" });
  if (entered.retiredAt) throw refuse({ to: "retiredPhase" });
  if (left === entered) throw refuse({ to: "samePhase" });
  const now = new Date();
  const at = now.toISOString();
  const moved = await db.$executeRaw(Prisma.sql`
    insert into phase_move ("workspaceId", "customerId", "phaseId", "at", "day", "dayOnly", "reason")
    select ${workspaceId}, customer, ${entered.id}::int, ${at}::timestamptz, ${localDay(now, timeZone)}::date, false,
      ${orNull(reason)}
    from (${customersNowIn(scope, left.id)}) inside on conflict do nothing`);
  if (moved === 0) throw new AppError("conflict", "nobodyInPhase");
  await record(scope, "create", { from, to }, moved);
  return { from, to, at };
}

/**
 * Takes all of these moves back, and no other.
 * @throws AppError `notFound` where they are gone already, `conflict` where the phase was retired meanwhile
 */
export async function undoMoveEverybody(
  scope: Scope,
  { from, to, at }: UndoMoveEverybodyInput,
): Promise<void> {
  const { db, workspaceId } = scope;
  const isRetired = await db.phase.count({ where: { workspaceId, key: from, retiredAt: { not: null } } });
  if (isRetired > 0) throw new AppError("conflict", "leftPhaseRetired");
  const gone = await db.$executeRaw(Prisma.sql`
    delete from phase_move m using phase p
    where m."workspaceId" = ${workspaceId} and m."at" = ${at}::timestamptz and m."importId" is null
      and p."workspaceId" = m."workspaceId" and p."id" = m."phaseId" and p."key" = ${to}`);
  if (gone === 0) throw notFound();
  await record(scope, "undo", { from: to, to: from }, gone);
}

const record = (
  scope: Scope,
  deed: string,
  phase: { from: string; to: string },
  customers: number,
): Promise<void> =>
  writeAudit(scope, `phaseMove.${deed}`, undefined, {
    changed: { phase, customers: { from: null, to: customers } },
  });
