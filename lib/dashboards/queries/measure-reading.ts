import type { TallyReading } from "@/lib/feedback/queries/read-together";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { ScoreTally, TallyGroup } from "@/lib/feedback/queries/tally-request";
import { type Change, changeOf, type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import { measureOf, type ScoreMeasure, sliceOfMeasure, viewOf } from "@/lib/feedback/rules/score-measures";
import { bounded, type TrendWindow } from "@/lib/filters/rules/spans";
import type { Measured } from "@/lib/metrics/measured";
import type { Scale } from "@/lib/metrics/scales";
import { addTallies, type Tally } from "@/lib/metrics/tally";
import { bucketKey, bucketsOf, type Grain, nextBucket } from "@/lib/period/grain";
import type { LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";

export type TrendBucket = {
  start: LocalDay;
  end: LocalDay;
  key: string;
  measured: Shown;
  isIncomplete: boolean;
};

export type MeasureData = {
  key: ScoreMeasure;
  now: Shown;
  /** Counts of the current slice, on one scale; empty where there are too few answers to show. */
  tally: Tally;
  /** The scale that all of them were given on; null where there are several, or none. */
  scale: Scale | null;
  /** Null where there is no period to compare with. */
  change: Change | null;
  anonymous: number;
  unanswered: number;
  trend: TrendBucket[];
};

export type Spans = { period: Period | null; before: Period | null; trend: TrendWindow; today: LocalDay };

/** One figure: now, before, and how it got here. */
export function measureReading(key: ScoreMeasure, base: Slice, spans: Spans): TallyReading<MeasureData> {
  const { period, before, trend, today } = spans;
  const slice = sliceOfMeasure(key, base);
  const view = viewOf(key);
  return {
    requests: [
      { slice: { ...slice, period }, view },
      { slice: { ...slice, period: trend.window }, view, groupBy: trend.grain },
      ...(before ? [{ slice: { ...slice, period: before }, view }] : []),
    ],
    result: ([now = [], over = [], then]) => {
      const after = measureOf(key, now);
      const scales = [...new Set(now.map(({ scale }) => scale))];
      const scale = scales.length === 1 ? (scales[0] ?? null) : null;
      const sum = (field: "anonymous" | "unanswered") => now.reduce((total, one) => total + one[field], 0);
      return {
        key,
        now: shownOf(after),
        tally: shownOf(after).suppressed || !scale ? {} : addTallies(...now.map(({ tally }) => tally)),
        scale,
        change: then ? changeOf({ before: measureOf(key, then), after }) : null,
        anonymous: sum("anonymous"),
        unanswered: sum("unanswered"),
        trend: trendBuckets(key, over, trend, today),
      };
    },
  };
}

/** Every bucket of the window, the empty ones too; an open window reaches as far as there are answers. */
function trendBuckets(
  key: ScoreMeasure,
  tallies: readonly ScoreTally[],
  { window, grain }: TrendWindow,
  today: LocalDay,
): TrendBucket[] {
  const span = bounded(window) ?? spanOf(tallies, grain);
  if (!span) return [];
  return bucketsOf(span, grain)
    .slice(-mostBuckets)
    .map((start) => {
      const end = nextBucket(start, grain);
      const inside = tallies.filter(({ group }) => group === start);
      return {
        start: start < span.from ? span.from : start,
        end: end > span.to ? span.to : end,
        key: bucketKey(start, grain),
        measured: shownOf(measureOf(key, inside)),
        isIncomplete: end > today,
      };
    });
}

const mostBuckets = 400;

function spanOf(tallies: readonly ScoreTally[], grain: Grain): Period | null {
  const starts = tallies.map(({ group }) => group ?? "").sort();
  const [first, last] = [starts[0], starts.at(-1)];
  return first && last ? { from: first, to: nextBucket(last, grain) } : null;
}

/** A part of the answers: a touchpoint, a channel, … `id` null: those that belong to none. Nothing is withheld yet. */
export type GroupScore = { id: string | null; now: Measured; before: Measured | null; unanswered: number };

/** One figure by groups, now and before; a group that has answers in only one of the two is there too. */
export function groupReading(
  key: ScoreMeasure,
  base: Slice,
  { period, before }: Pick<Spans, "period" | "before">,
  groupBy: TallyGroup,
): TallyReading<GroupScore[]> {
  const slice = sliceOfMeasure(key, base);
  const view = viewOf(key);
  return {
    requests: [
      { slice: { ...slice, period }, view, groupBy },
      ...(before ? [{ slice: { ...slice, period: before }, view, groupBy }] : []),
    ],
    result: ([now = [], then]) => {
      const ids = [...new Set([...now, ...(then ?? [])].map(({ group }) => group))];
      return ids.map((id) => {
        const inside = (some: readonly ScoreTally[]) => some.filter(({ group }) => group === id);
        return {
          id,
          now: measureOf(key, inside(now)),
          before: then ? measureOf(key, inside(then)) : null,
          unanswered: inside(now).reduce((sum, { unanswered }) => sum + unanswered, 0),
        };
      });
    },
  };
}
