import { writeAudit } from "@/lib/audit/mutations";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { Lookup, refuse } from "@/lib/fields/refusals";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { withTexts } from "../rules/texts";
import type { EntryNamed, SaveWeakPointInput, UndoWeakPointsInput, WeakPointState } from "../schema/edit";
import { type Before, refuseStale, type Undo, undoOf } from "./undoing";

const blank = { text: null, evidence: null, translations: null, retiredAt: null };

/** @throws AppError `invalid` field by field; `conflict` when somebody else changed it since `version` */
export async function saveWeakPoint(scope: Scope, input: SaveWeakPointInput): Promise<Undo> {
  const held = input.id ? await hold(scope, input.id) : null;
  if (input.id && !held) throw notFound();
  await refuseStale(scope, held, "weakPoint", input);
  const before = held?.state ?? blank;
  const { texts, translations } = withTexts(
    { texts: { text: before.text, evidence: before.evidence }, translations: before.translations },
    { text: input.text, evidence: input.evidence },
    scope.workspaceLocale,
  );
  const { text, evidence } = texts;
  if (!text) throw refuse({ [`text.${scope.workspaceLocale}`]: "fillIn" });
  const { phase, touchpoint = null } = input;
  const state: WeakPointState = {
    ...{ phase, text, evidence, translations, touchpoint },
    retiredAt: before.retiredAt,
  };
  const saved = await put(scope, held?.id ?? null, state);
  const changed = changedFields(held?.state ?? null, state);
  await writeAudit(scope, `weakPoint.${held ? "change" : "create"}`, saved.id, {
    version: saved.version,
    changed,
  });
  return undoOf([{ ...saved, state: held?.state ?? null }]);
}

/** It disappears from its page; what was found out about it stays. */
export async function removeWeakPoint(scope: Scope, { id }: EntryNamed): Promise<Undo> {
  const held = await hold(scope, id);
  if (!held) throw notFound();
  const saved = await put(scope, id, { ...held.state, retiredAt: new Date().toISOString() });
  await writeAudit(scope, "weakPoint.remove", id, { text: held.state.text });
  return undoOf([{ ...saved, state: held.state }]);
}

/** New weak points with these texts, each of them suspected, at the end of the page. */
export async function addWeakPoints(scope: Scope, states: readonly WeakPointState[]): Promise<Undo> {
  const made: Before<WeakPointState>[] = [];
  for (const state of states) made.push({ ...(await put(scope, null, state)), state: null });
  for (const { id, version } of made) await writeAudit(scope, "weakPoint.pick", id, { version });
  return undoOf(made);
}

/** @throws AppError `conflict` when somebody has changed one of them since */
export async function undoWeakPoints(scope: Scope, { before }: UndoWeakPointsInput): Promise<void> {
  const { db, workspaceId } = scope;
  for (const { id, version, state } of before) {
    const held = await hold(scope, id);
    if (!held) throw notFound();
    if (held.version !== version) throw new AppError("conflict", "changedMeanwhile");
    if (state) await put(scope, id, state);
    else {
      const where = { workspaceId, publicId: id, findings: { none: {} } };
      if ((await db.weakPoint.deleteMany({ where })).count === 0)
        throw new AppError("conflict", "usedMeanwhile");
    }
    await writeAudit(scope, "weakPoint.undo", id);
  }
}

type Held = { id: string; version: number; state: WeakPointState };

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held | null> {
  const [row] = await db.$queryRaw<Held[]>(Prisma.sql`
    select t."publicId"::text as id, t."version", json_build_object('phase', p."key", 'text', t."text",
      'evidence', t."evidence", 'translations', t."translations",
      'touchpoint', (select x."key" from touchpoint x where x."workspaceId" = t."workspaceId" and x."id" = t."touchpointId"),
      'retiredAt', to_char(t."retiredAt" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as state
    from weak_point t join phase p on p."workspaceId" = t."workspaceId" and p."id" = t."phaseId"
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  return row ?? null;
}

async function put(
  scope: Scope,
  id: string | null,
  { phase, touchpoint, translations, retiredAt, ...state }: WeakPointState,
): Promise<{ id: string; version: number }> {
  const { db, workspaceId } = scope;
  const lookup = new Lookup();
  const phaseId = lookup.find(await resolveKeys(scope, "phase", [phase]), phase, "phase", "unknownPhase");
  const place = lookup.find(
    await resolveTouchpoints(scope, [touchpoint]),
    touchpoint,
    "touchpoint",
    "unknownTouchpoint",
  );
  const refusal = lookup.refusal();
  if (refusal || !phaseId) throw refusal ?? refuse({ phase: "unknownPhase" });
  const data = {
    ...state,
    phaseId,
    touchpointId: place?.id ?? null,
    translations: translations ?? Prisma.DbNull,
    retiredAt: retiredAt === null ? null : new Date(retiredAt),
  };
  if (id === null) {
    const last = await db.weakPoint.aggregate({ where: { workspaceId, phaseId }, _max: { position: true } });
    const position = (last._max.position ?? -1) + 1;
    const made = await db.weakPoint.create({ data: { workspaceId, ...data, position } });
    return { id: made.publicId, version: made.version };
  }
  const [row] = await db.weakPoint.updateManyAndReturn({
    where: { workspaceId, publicId: id },
    data: { ...data, version: { increment: 1 } },
  });
  if (!row) throw notFound();
  return { id: row.publicId, version: row.version };
}
