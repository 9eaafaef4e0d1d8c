import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { currencyDigits } from "@/lib/format/money";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import { type Comparison, isScored, type Kpi, type KpiMeasure } from "../schema";
import type { MeasureContent, SaveMeasureInput } from "../schema/edit";

/**
 * What a form says, as a measure keeps it. State, and what no form shows, stay as they were.
 * @throws AppError `invalid` with a sentence at each field that cannot be
 */
export function saidMeasure(
  said: SaveMeasureInput,
  before: MeasureContent | null,
  { currency, phaseOfTouchpoint }: { currency: string; phaseOfTouchpoint: string | null },
): MeasureContent {
  const problems: FieldErrors = { ...problemsOf(said, before) };
  const phase = said.phase ?? phaseOfTouchpoint;
  if (!phase) problems.phase = "fillIn";
  const efforts = (said.efforts ?? []).filter(({ days }) => days > 0);
  if (efforts.some(({ department }) => department === "")) problems.efforts = "effortNeedsDepartment";
  if (new Set(efforts.map(({ department }) => department)).size < efforts.length)
    problems.efforts = "departmentTwice";
  if (!phase || Object.keys(problems).length > 0) throw refuse(problems);
  const texts = {
    name: said.name,
    description: said.description || null,
    firstStep: said.firstStep || null,
    kpiWords: said.kpiWords || null,
  };
  return {
    ...texts,
    translations: keptTranslations(texts, before),
    phase,
    touchpoint: said.touchpoint ?? null,
    segment: said.segment ?? null,
    department: said.department ?? null,
    owner: said.owner ?? null,
    ownerName: said.owner ? null : said.ownerName || null,
    kpi: kpiOf(said),
    comparison: comparisonOf(said),
    startValue: said.startValue ?? null,
    target: said.target ?? null,
    startsOn: said.startsOn ?? null,
    endsOn: dayAfter(said.endsOn),
    targetOn: said.targetOn ?? null,
    budgetMinor:
      said.budget === null || said.budget === undefined
        ? null
        : Math.round(said.budget * 10 ** currencyDigits(currency)),
    efforts,
    state: before?.state ?? "proposed",
    corrects: before?.corrects ?? said.corrects ?? null,
    finding: before?.finding ?? said.finding ?? null,
    retiredAt: before?.retiredAt ?? null,
  };
}

/** Periods are stored without their last day. */
const dayAfter = (day: LocalDay | null | undefined): LocalDay | null => (day ? addDays(day, 1) : null);

/** A text that was written anew has lost its translation. */
function keptTranslations(
  texts: Record<string, string | null>,
  before: MeasureContent | null,
): MeasureContent["translations"] {
  const kept = Object.entries(before?.translations ?? {}).filter(
    ([field]) => texts[field] === before?.[field as keyof MeasureContent],
  );
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}

function kpiOf(said: SaveMeasureInput): Kpi | null {
  if (!said.measure) return null;
  if (said.measure === "elsewhere") return { measure: "elsewhere", unit: said.unit ?? "number" };
  if (said.measure === "promise")
    return {
      ...{ measure: "promise", ...(said.kpiTouchpoint ? { touchpoint: said.kpiTouchpoint } : {}) },
      ...(said.kpiSegment ? { segment: said.kpiSegment } : {}),
    };
  return {
    measure: said.measure,
    ...(said.kpiTouchpoint ? { touchpoint: said.kpiTouchpoint } : {}),
    ...(said.kpiSegment ? { segment: said.kpiSegment } : {}),
    ...(said.kpiChannel ? { channel: said.kpiChannel } : {}),
    ...(said.kpiProductGroup ? { "product-group": said.kpiProductGroup } : {}),
  };
}

function comparisonOf(said: SaveMeasureInput): Comparison | null {
  if (!said.touched || !said.others || !said.measure || !isScored(said.measure)) return null;
  const period = (from: LocalDay | null | undefined, to: LocalDay | null | undefined) => {
    const until = dayAfter(to);
    return from && until ? { from, to: until } : null;
  };
  const before = period(said.beforeFrom, said.beforeTo);
  const after = period(said.afterFrom, said.afterTo);
  return {
    touched: said.touched,
    others: said.others,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  };
}

/** Between which values a figure can lie; the scale of an experience is not known beforehand. */
const bounds: Partial<Record<KpiMeasure, [low: number, high: number]>> = {
  "relationship-nps": [-100, 100],
  "contact-nps": [-100, 100],
  csat: [0, 1],
  promise: [0, 1],
  ces: [1, 7],
  experience: [-2, 10],
  rating: [-2, 10],
};

function problemsOf(said: SaveMeasureInput, before: MeasureContent | null): FieldErrors {
  const problems: FieldErrors = {};
  const { startsOn, endsOn, targetOn, measure, startValue, target } = said;
  if (startsOn && endsOn && endsOn < startsOn) problems.endsOn = "toBeforeFrom";
  if (startsOn && targetOn && targetOn < startsOn) problems.targetOn = "targetBeforeStart";
  if (before && before.state !== "proposed" && !startsOn) problems.startsOn = "runningNeedsStart";
  if ((said.budget ?? 0) < 0) problems.budget = "notNegative";
  if (measure === "elsewhere" && !said.kpiWords) problems.kpiWords = "kpiElsewhereNeedsWords";
  if (measure === "promise" && !said.kpiTouchpoint) problems.kpiTouchpoint = "promiseNeedsTouchpoint";
  const [low, high] = bounds[measure ?? "elsewhere"] ?? [-Infinity, Infinity];
  for (const [field, value] of Object.entries({ startValue, target }))
    if (value !== null && value !== undefined && (value < low || value > high))
      problems[field] = "outsideFigure";
  if (target !== null && target !== undefined && target === startValue) problems.target = "targetIsStart";
  if (Boolean(said.touched) !== Boolean(said.others))
    problems[said.touched ? "others" : "touched"] = "comparisonNeedsBoth";
  else if (said.touched && said.touched === said.others) problems.others = "comparisonSame";
  for (const side of ["before", "after"] as const) {
    const [from, to] = [said[`${side}From`], said[`${side}To`]];
    if (Boolean(from) !== Boolean(to)) problems[from ? `${side}To` : `${side}From`] = "fillIn";
    else if (from && to && to < from) problems[`${side}To`] = "toBeforeFrom";
  }
  return problems;
}

/** What may follow what: nothing is done that never ran. */
const next: Record<MeasureContent["state"], readonly MeasureContent["state"][]> = {
  proposed: ["running", "stopped"],
  running: ["done", "stopped", "proposed"],
  done: ["running"],
  stopped: ["running", "proposed"],
};

export const statesAfter = (state: MeasureContent["state"]) => next[state];

/** A measure in another state; the day on which it began or ended is noted where nobody has said one. */
export function inState(
  before: MeasureContent,
  state: MeasureContent["state"],
  today: LocalDay,
): MeasureContent {
  if (before.state === state) return before;
  if (!next[before.state].includes(state)) throw new AppError("conflict", "measureStateOrder");
  const began = state === "running" || state === "done";
  const isOver = state === "done" || (state === "stopped" && before.startsOn !== null);
  const end = addDays(today, 1);
  return {
    ...before,
    state,
    startsOn: before.startsOn ?? (began ? today : null),
    endsOn:
      isOver && (before.endsOn === null || before.endsOn > end) && (before.startsOn ?? today) < end
        ? end
        : before.endsOn,
  };
}
