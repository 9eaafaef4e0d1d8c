import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { replacedText, withTexts } from "@/lib/fields/texts";
import { funnelOf, nextInFunnel } from "@/lib/retention/rules/funnel";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { isPossible, kept, parseKpi, touchpointKinds, unitOf, writeKpi } from "../rules/kpi";
import type { EntryNamed, GoalState, SaveGoalInput, UndoGoalsInput } from "../schema/edit";
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

const blank = {
  text: null,
  kpi: null,
  kpiWords: null,
  translations: null,
  target: null,
  targetOn: null,
  figure: null,
  figureOn: null,
  figureSource: null,
  retiredAt: null,
};

/** @throws AppError `invalid` field by field; `conflict` when somebody else changed it since `version` */
export async function saveGoal(scope: Scope, input: SaveGoalInput): Promise<Undo> {
  const held = await holdForEdit(scope, goals, input);
  const before = held?.state ?? blank;
  const { phase, targetOn = null, figureOn = null } = input;
  const written = withTexts(
    { texts: { text: before.text, kpiWords: before.kpiWords }, translations: before.translations },
    { text: input.text, kpiWords: input.kpiWords },
    scope.workspaceLocale,
  );
  const { text, kpiWords } = written.texts;
  const { text: figureSource, translations } = replacedText(written, "figureSource", before.figureSource, {
    said: input.figureSource ?? null,
    locale: scope.locale,
  });
  if (!text) throw refuse({ [`text.${scope.workspaceLocale}`]: "fillIn" });
  const kpi = await kpiOf(scope, input, before.kpi);
  const figured = parseKpi(kpi);
  const unit = unitOf(figured);
  const target = kept(input.target ?? null, unit);
  if (target !== null && !isPossible(figured, target)) throw refuse({ target: "outsideFigure" });
  const figure = kept(input.figure ?? null, unit);
  refuseHalfFigure({ figure, figureOn, figureSource });
  const state: GoalState = {
    ...{ phase, text, kpi, kpiWords, translations, targetOn, figure, figureOn, figureSource },
    target,
    retiredAt: before.retiredAt,
  };
  return saveEntry(scope, goals, held, state);
}

/** A figure that is kept elsewhere says when it was read and where: else nobody can follow it. */
function refuseHalfFigure(said: Pick<GoalState, "figure" | "figureOn" | "figureSource">): void {
  if (said.figure === null) return;
  const lacking = (["figureOn", "figureSource"] as const).filter((field) => !said[field]);
  if (lacking.length > 0) throw refuse(Object.fromEntries(lacking.map((field) => [field, "fillIn"])));
}

async function kpiOf(
  scope: Scope,
  { phase, kpi = null, touchpoint = null }: SaveGoalInput,
  before: string | null,
): Promise<string | null> {
  const needsTouchpoint = kpi !== null && kpi !== "elsewhere" && touchpointKinds.includes(kpi);
  if (needsTouchpoint && touchpoint) {
    const known = await resolveTouchpoints(scope, [touchpoint]);
    if (!known.has(touchpoint)) throw refuse({ touchpoint: "unknownTouchpoint" });
  }
  if (kpi !== "conversion") return writeKpi({ kind: kpi, at: touchpoint }, { phase, next: null, before });
  const phases = await scope.db.phase.findMany({
    where: { workspaceId: scope.workspaceId, retiredAt: null },
    select: { id: true, key: true, parentId: true, position: true },
  });
  const next = nextInFunnel(funnelOf(phases), phase);
  if (!next) throw refuse({ kpi: "noNextPhase" });
  return writeKpi({ kind: kpi, at: null }, { phase, next: next.key, before });
}

/** A goal that is given up disappears from its page; measures that serve it keep its name. */
export const removeGoal = (scope: Scope, { id }: EntryNamed): Promise<Undo> =>
  giveUpEntry(scope, goals, id, "remove");

export const addGoals = (scope: Scope, states: readonly GoalState[]): Promise<Undo> =>
  addEntries(scope, goals, states);

export const undoGoals = (scope: Scope, { before }: UndoGoalsInput): Promise<void> =>
  undoEntries(scope, goals, before);

async function hold({ db, workspaceId }: Scope, id: string): Promise<Held<GoalState> | null> {
  const [row] = await db.$queryRaw<Held<GoalState>[]>(Prisma.sql`
    select t."publicId"::text as id, t."version", json_build_object('phase', p."key", 'text', t."text", 'kpi', t."kpi",
      'kpiWords', t."kpiWords", 'translations', t."translations", 'target', t."target", 'targetOn', t."targetOn",
      'figure', t."figure", 'figureOn', t."figureOn", 'figureSource', t."figureSource",
      'retiredAt', to_char(t."retiredAt" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as state
    from goal t join phase p on p."workspaceId" = t."workspaceId" and p."id" = t."phaseId"
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid for no key update of t`);
  return row ?? null;
}

const dateOf = (day: string | null): Date | null => (day === null ? null : new Date(day));

async function put(scope: Scope, id: string | null, { phase, ...state }: GoalState): Promise<Saved> {
  const { db, workspaceId } = scope;
  const phaseId = (await resolveKeys(scope, "phase", [phase])).get(phase);
  if (phaseId === undefined) throw refuse({ phase: "unknownPhase" });
  const data = {
    ...state,
    phaseId,
    translations: state.translations ?? Prisma.DbNull,
    targetOn: dateOf(state.targetOn),
    figureOn: dateOf(state.figureOn),
    retiredAt: dateOf(state.retiredAt),
  };
  if (id === null) {
    const last = await db.goal.aggregate({ where: { workspaceId, phaseId }, _max: { position: true } });
    const position = (last._max.position ?? -1) + 1;
    const made = await db.goal.create({ data: { workspaceId, ...data, position } });
    return { id: made.publicId, version: made.version };
  }
  const [row] = await db.goal.updateManyAndReturn({
    where: { workspaceId, publicId: id },
    data: { ...data, version: { increment: 1 } },
  });
  if (!row) throw notFound();
  return { id: row.publicId, version: row.version };
}

const goals: LastingKind<GoalState> = {
  noun: "goal",
  hold,
  put,
  drop: ({ db, workspaceId }, id) =>
    db.goal.deleteMany({ where: { workspaceId, publicId: id, measures: { none: {} } } }),
};
