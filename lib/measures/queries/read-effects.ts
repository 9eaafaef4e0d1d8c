import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { TallyRequest } from "@/lib/feedback/queries/tally-request";
import { tallyMany } from "@/lib/feedback/queries/tally-scores";
import { measureOf, type ScoreMeasure, sliceOfMeasure, viewOf } from "@/lib/feedback/rules/score-measures";
import type { Places } from "@/lib/filters/queries/read-places";
import type { Difference } from "@/lib/metrics/difference";
import type { JudgedEffect } from "@/lib/metrics/measure-effect";
import type { Measured } from "@/lib/metrics/measured";
import type { LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { readPromises } from "@/lib/promises/queries/list-promises";
import type { PromiseCount } from "@/lib/promises/rules/judge-promises";
import {
  effectBetween,
  judgeMeasure,
  type MeasureStatus,
  type Reading,
  readingOf,
} from "../rules/judge-measure";
import { comparedSpans, laterSpan, type MeasureSpans, spansOf } from "../rules/measure-spans";
import { countsFor, promiseNow, promiseReading } from "../rules/promise-course";
import { type Comparison, isScored, type Kpi, type MeasureState } from "../schema";
import { SliceMaker } from "./slice-maker";

/** What has to be known of a measure to say what it did. */
export type EffectRequest = {
  kpi: Kpi | null;
  comparison: Comparison | null;
  state: MeasureState;
  startsOn: LocalDay | null;
  dueOn: LocalDay | null;
  startValue: number | null;
  target: number | null;
};

export type MeasureEffect = {
  status: MeasureStatus;
  spans: MeasureSpans;
  /** The figure of the measure's slice; while it has not begun, today's value stands in `now` alone. */
  now: Measured | null;
  reading: Reading | null;
  compared: { touched: Reading; others: Reading; effect: Difference | null } | null;
  /** The others after the comparison was over. */
  later: Reading | null;
  judged: JudgedEffect | null;
  /** Why nothing can be told, such as a segment that is no more. */
  problem: AppError | null;
};

/** So many slices in one statement; a longer list takes a second one. */
const mostAtOnce = 60;

/**
 * What measures did, for a whole list: all slices together in few statements.
 * @param within a segment that every slice is narrowed to
 */
export async function readEffects(
  scope: Scope,
  measures: readonly EffectRequest[],
  { places, today, within }: { places: Places; today: LocalDay; within?: string | undefined },
): Promise<MeasureEffect[]> {
  const slices = new SliceMaker(scope, places);
  const promises = measures.some(({ kpi }) => kpi?.measure === "promise")
    ? await readPromises(scope, {})
    : [];
  const plans: (Plan | MeasureEffect)[] = [];
  for (const one of measures)
    plans.push(
      one.kpi?.measure === "promise"
        ? onPromises(one, countsFor(one.kpi, within, promises), today)
        : await planOf(slices, one, today, within),
    );
  const requests = plans.flatMap((plan) => ("requests" in plan ? plan.requests : []));
  const measured: Measured[] = [];
  for (let at = 0; at < requests.length; at += mostAtOnce) {
    const some = requests.slice(at, at + mostAtOnce);
    const tallies = await tallyMany(scope, some);
    measured.push(...some.map(({ measure }, index) => measureOf(measure, tallies[index] ?? [])));
  }
  let at = 0;
  return plans.map((plan) => {
    if (!("requests" in plan)) return plan;
    const own = measured.slice(at, at + plan.requests.length);
    at += plan.requests.length;
    return plan.result(own);
  });
}

type Request = TallyRequest & { measure: ScoreMeasure };
type Plan = { requests: Request[]; result: (measured: readonly Measured[]) => MeasureEffect };

const nothing = (
  status: MeasureStatus,
  spans: MeasureSpans,
  problem: AppError | null = null,
): MeasureEffect => ({
  ...{ status, spans, problem, now: null, reading: null, compared: null, later: null, judged: null },
});

/** Promises are counted by hand and not by answers; while nobody has counted, the value is still due. */
function onPromises(one: EffectRequest, counts: readonly PromiseCount[], today: LocalDay): MeasureEffect {
  const spans = spansOf(one, today);
  if (spans.after === null || one.startsOn === null)
    return { ...nothing("notBegun", spans), now: promiseNow(counts) };
  const reading = promiseReading(counts, one.startsOn, spans);
  if (reading.after.value === null) return { ...nothing("elsewhere", spans), now: promiseNow(counts) };
  return {
    ...nothing("noTarget", { before: reading.periods.before, after: reading.periods.after }),
    now: reading.after,
    reading,
    ...judgeMeasure({ ...one, reading, effect: reading.change }),
  };
}

async function planOf(
  slices: SliceMaker,
  one: EffectRequest,
  today: LocalDay,
  within: string | undefined,
): Promise<Plan | MeasureEffect> {
  const { kpi, comparison } = one;
  const spans = spansOf(one, today);
  if (!kpi || !isScored(kpi.measure))
    return nothing(one.state === "proposed" ? "notBegun" : "elsewhere", spans);
  const { measure } = kpi;
  try {
    const segments = within === undefined ? [] : [within];
    const own = await slices.make(kpi, segments);
    const request = (slice: Slice, period: Period): Request => ({
      measure,
      slice: { ...sliceOfMeasure(measure, slice), period },
      view: viewOf(measure),
    });
    const { before, after } = spans;
    if (after === null)
      return {
        requests: [request(own, before)],
        result: ([now]) => ({ ...nothing("notBegun", spans), now: now ?? null }),
      };
    const requests = [request(own, before), request(own, after)];
    const compared = comparison && comparedSpans(comparison, spans);
    const later = compared && laterSpan(compared, spans);
    if (comparison && compared) {
      const touched = await slices.make(kpi, [...segments, comparison.touched]);
      const others = await slices.make(kpi, [...segments, comparison.others]);
      for (const slice of [touched, others])
        requests.push(request(slice, compared.before), request(slice, compared.after));
      if (later) requests.push(request(others, later));
    }
    return {
      requests,
      result: (measured) => judge(one, measured, { spans, after, compared, later }),
    };
  } catch (error) {
    if (error instanceof AppError) return nothing("nobodyAnswered", spans, error);
    throw error;
  }
}

type Windows = {
  spans: MeasureSpans;
  after: Period;
  compared: { before: Period; after: Period } | null;
  later: Period | null;
};

function judge(
  one: EffectRequest,
  measured: readonly Measured[],
  { spans, after, compared, later }: Windows,
): MeasureEffect {
  const [from, now, ...four] = measured;
  if (!from || !now) throw new Error("A measure that has begun is read in two periods.");
  const reading = readingOf(from, now, { before: spans.before, after });
  const [a, b, c, d, e] = four;
  const touched = compared && a && b ? readingOf(a, b, compared) : null;
  const others = compared && c && d ? readingOf(c, d, compared) : null;
  const effect = touched && others ? effectBetween(touched, others) : reading.change;
  return {
    spans,
    now: reading.after,
    reading,
    compared: touched && others ? { touched, others, effect } : null,
    later: compared && later && d && e ? readingOf(d, e, { before: compared.after, after: later }) : null,
    problem: null,
    ...judgeMeasure({ ...one, reading, effect }),
  };
}
