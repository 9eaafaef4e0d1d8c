import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { Lookup, refuse } from "@/lib/fields/refusals";
import { localDay } from "@/lib/period/local-day";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { judged, type WeakPointJudgement } from "../rules";
import type { AddWeakPointInput, JudgeWeakPointInput, WeakPointNamed } from "../schema";

export type WeakPointSaved = { id: string; version: number };

/** A suspicion, at a phase. @throws AppError `invalid` for places that do not exist */
export async function addWeakPoint(scope: Scope, input: AddWeakPointInput): Promise<WeakPointSaved> {
  const { db, workspaceId } = scope;
  const lookup = new Lookup();
  const phaseId = lookup.find(
    await resolveKeys(scope, "phase", [input.phase]),
    input.phase,
    "phase",
    "unknownPhase",
  );
  const touchpoint = lookup.find(
    await resolveTouchpoints(scope, [input.touchpoint]),
    input.touchpoint,
    "touchpoint",
    "unknownTouchpoint",
  );
  const refusal = lookup.refusal();
  if (refusal) throw refusal;
  if (!phaseId) throw refuse({ phase: "fillIn" });
  const { _max } = await db.weakPoint.aggregate({
    where: { workspaceId, phaseId },
    _max: { position: true },
  });
  const row = await db.weakPoint.create({
    data: {
      ...{ workspaceId, phaseId, touchpointId: touchpoint?.id ?? null },
      ...{ text: input.text, evidence: input.evidence || null, position: (_max.position ?? -1) + 1 },
    },
  });
  await writeAudit(scope, "weakPoint.create", row.publicId, {
    version: row.version,
    changed: { name: { from: null, to: row.text } },
  });
  return { id: row.publicId, version: row.version };
}

type Held = WeakPointJudgement & { id: number; version: number; text: string };

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held> {
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select w."id", w."version", w."text", w."state", w."namedBy", w."askedOf", w."decidedOn"::text as "decidedOn"
    from weak_point w where w."workspaceId" = ${workspaceId} and w."publicId" = ${id}::uuid for no key update`);
  if (!row) throw notFound();
  return row;
}

const judgementOf = ({ state, namedBy, askedOf, decidedOn }: WeakPointJudgement): WeakPointJudgement => ({
  ...{ state, namedBy, askedOf, decidedOn },
});

/**
 * Suspected, named by k of n, confirmed or refuted.
 * @returns what taking it back needs: the same form with what stood there before
 * @throws AppError `conflict` when somebody else changed it since `version`
 */
export async function judgeWeakPoint(
  scope: Scope,
  input: JudgeWeakPointInput,
): Promise<Record<"id" | "state" | "namedBy" | "askedOf" | "decidedOn", string> & { version: number }> {
  const { db, workspaceId } = scope;
  const before = await hold(scope, input.id);
  if (!input.anyway && input.version !== before.version)
    throw await stale(scope, input.id, input.version ?? 0);
  const after = judged(input, localDay(new Date(), scope.timeZone));
  const [row] = await db.weakPoint.updateManyAndReturn({
    where: { workspaceId, publicId: input.id },
    data: {
      ...after,
      decidedOn: after.decidedOn === null ? null : new Date(after.decidedOn),
      version: { increment: 1 },
    },
  });
  if (!row) throw notFound();
  await writeAudit(scope, "weakPoint.change", input.id, {
    version: row.version,
    changed: changedFields(judgementOf(before), after),
  });
  const text = (value: string | number | null) => (value === null ? "" : String(value));
  return {
    id: input.id,
    version: row.version,
    state: before.state,
    namedBy: text(before.namedBy),
    askedOf: text(before.askedOf),
    decidedOn: text(before.decidedOn),
  };
}

const setRetired = async (scope: Scope, id: string, retiredAt: Date | null): Promise<{ id: string }> => {
  const { db, workspaceId } = scope;
  const { count } = await db.weakPoint.updateMany({
    where: { workspaceId, publicId: id },
    data: { retiredAt, version: { increment: 1 } },
  });
  if (count === 0) throw notFound();
  await writeAudit(scope, `weakPoint.${retiredAt ? "retire" : "restore"}`, id);
  return { id };
};

export const retireWeakPoint = (scope: Scope, { id }: WeakPointNamed) => setRetired(scope, id, new Date());
export const restoreWeakPoint = (scope: Scope, { id }: WeakPointNamed) => setRetired(scope, id, null);

async function stale(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "weakPoint", subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}
