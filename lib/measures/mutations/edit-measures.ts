import { writeAudit } from "@/lib/audit/mutations";
import { whoChanged } from "@/lib/audit/queries/who-changed";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import { questionOf } from "@/lib/expectations/mutations/set-expectation";
import { refuse } from "@/lib/fields/refusals";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { SCALES } from "@/lib/metrics/scales";
import { localDay } from "@/lib/period/local-day";
import { inState, saidMeasure } from "../rules/say-measure";
import type {
  MeasureContent,
  MeasureNamed,
  SaveMeasureInput,
  SetMeasureStateInput,
  UndoMeasureInput,
} from "../schema/edit";
import { type Held, holdMeasure, putMeasure, removeMeasure } from "./measure-rows";

/** What taking the change back needs, as a form carries it. */
export type Done = { id: string; before: string };

const doneOf = (id: string, version: number, state: MeasureContent | null): Done => ({
  id,
  before: JSON.stringify({ id, version, state }),
});

/** @throws AppError `conflict` when somebody else changed it since `version`; who, is said */
export async function saveMeasure(scope: Scope, input: SaveMeasureInput): Promise<Done> {
  const held = input.id ? await holdMeasure(scope, input.id) : null;
  if (input.id && !held) throw notFound();
  if (held && !input.anyway && held.version !== input.version)
    throw await stale(scope, held.id, input.version ?? 0);
  const places = await readPlaces(scope);
  const at = places.touchpoints.find(({ key }) => key === input.touchpoint);
  const content = saidMeasure(input, held?.content ?? null, {
    currency: scope.currency,
    phaseOfTouchpoint: places.phases.find(({ id }) => id === at?.phaseId)?.key ?? null,
  });
  if (held && content.corrects === held.id) throw refuse({ corrects: "measureCorrectsItself" });
  await checkScale(scope, content, places);
  const saved = await putMeasure(scope, held, content, places);
  await log(scope, held ? "change" : "create", saved, held?.content ?? null, content);
  return doneOf(saved.id, saved.version, held?.content ?? null);
}

/** An experience has the scale of its touchpoint's question. @throws AppError `invalid` for a value beyond it */
async function checkScale(scope: Scope, { kpi, startValue, target }: MeasureContent, places: Places) {
  if (kpi?.measure !== "experience" && kpi?.measure !== "rating") return;
  const touchpoint = places.touchpoints.find(({ key }) => key === kpi.touchpoint);
  const question = touchpoint && (await questionOf(scope, touchpoint.id));
  if (!question || question.metric !== (kpi.measure === "rating" ? "rating" : "csat")) return;
  const { min, max } = SCALES[question.scale];
  const beyond = Object.entries({ startValue, target }).filter(
    ([, value]) => value !== null && (value < min || value > max),
  );
  if (beyond.length === 0) return;
  const fields = Object.fromEntries(beyond.map(([field]) => [field, "expectationOffScale"]));
  throw new AppError("invalid", undefined, { fields, values: { min, max } });
}

async function change(
  scope: Scope,
  deed: string,
  id: string,
  changed: (content: MeasureContent) => MeasureContent,
): Promise<Done> {
  const held = await holdMeasure(scope, id);
  if (!held) throw notFound();
  const content = changed(held.content);
  const saved = await putMeasure(scope, held, content);
  await log(scope, deed, saved, held.content, content);
  return doneOf(saved.id, saved.version, held.content);
}

/** @throws AppError `conflict` for a state that cannot follow the present one */
export const setMeasureState = (scope: Scope, { id, state }: SetMeasureStateInput): Promise<Done> =>
  change(scope, "change", id, (content) => inState(content, state, localDay(new Date(), scope.timeZone)));

/** Out of the list; what it cost and what it did stays known. */
export const retireMeasure = (scope: Scope, { id }: MeasureNamed): Promise<Done> => {
  const at = new Date().toISOString();
  return change(scope, "retire", id, (content) => ({ ...content, retiredAt: content.retiredAt ?? at }));
};

export const restoreMeasure = (scope: Scope, { id }: MeasureNamed): Promise<Done> =>
  change(scope, "restore", id, (content) => ({ ...content, retiredAt: null }));

/** @throws AppError `conflict` when somebody has changed it since */
export async function undoMeasure(scope: Scope, { before }: UndoMeasureInput): Promise<void> {
  const { id, version, state } = before;
  const now: Held | null = await holdMeasure(scope, id);
  if (!now) throw notFound();
  if (now.version !== version) throw new AppError("conflict", "changedMeanwhile");
  if (state) await putMeasure(scope, now, state);
  else await removeMeasure(scope, id);
  await writeAudit(scope, "measure.undo", id, { name: now.content.name });
}

const log = (
  scope: Scope,
  deed: string,
  { id, version }: { id: string; version: number },
  before: MeasureContent | null,
  after: MeasureContent,
) => writeAudit(scope, `measure.${deed}`, id, { version, changed: changedFields(before, after) });

async function stale(scope: Scope, subject: string, since: number): Promise<AppError> {
  const who = await whoChanged(scope, { noun: "measure", subject, since });
  return who?.name
    ? new AppError("conflict", "changedMeanwhileBy", { values: { name: who.name } })
    : new AppError("conflict", "changedMeanwhile");
}
