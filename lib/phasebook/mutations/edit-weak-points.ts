import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { Lookup, refuse } from "@/lib/fields/refusals";
import { withTexts } from "@/lib/fields/texts";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import type { EntryNamed, SaveWeakPointInput, UndoWeakPointsInput, WeakPointState } from "../schema/edit";
import {
  addEntries,
  giveUpEntry,
  type Held,
  holdForEdit,
  type LastingKind,
  type Saved,
  saveEntry,
  type Undo,
  undoEntries,
} from "./entries";

const blank = { text: null, evidence: null, translations: null, retiredAt: null };

/** @throws AppError `invalid` field by field; `conflict` when somebody else changed it since `version` */
export async function saveWeakPoint(scope: Scope, input: SaveWeakPointInput): Promise<Undo> {
  const held = await holdForEdit(scope, weakPoints, input);
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
  return saveEntry(scope, weakPoints, held, state);
}

/** It disappears from its page; what was found out about it stays. */
export const removeWeakPoint = (scope: Scope, { id }: EntryNamed): Promise<Undo> =>
  giveUpEntry(scope, weakPoints, id, "remove");

/** Each of them suspected. */
export const addWeakPoints = (scope: Scope, states: readonly WeakPointState[]): Promise<Undo> =>
  addEntries(scope, weakPoints, states);

export const undoWeakPoints = (scope: Scope, { before }: UndoWeakPointsInput): Promise<void> =>
  undoEntries(scope, weakPoints, before);

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held<WeakPointState> | null> {
  const [row] = await db.$queryRaw<Held<WeakPointState>[]>(Prisma.sql`
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
): Promise<Saved> {
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

const weakPoints: LastingKind<WeakPointState> = {
  noun: "weakPoint",
  hold,
  put,
  drop: ({ db, workspaceId }, id) =>
    db.weakPoint.deleteMany({ where: { workspaceId, publicId: id, findings: { none: {} } } }),
};
