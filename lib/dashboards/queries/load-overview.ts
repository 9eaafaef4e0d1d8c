import type { Scope } from "@/lib/auth/scope";
import type { View } from "@/lib/feedback/queries/meant-answers";
import type { Slice } from "@/lib/feedback/queries/slice";
import { type ScoreTally, type TallyRequest, tallyMany } from "@/lib/feedback/queries/tally-scores";
import { measureTallies, withheld } from "@/lib/feedback/rules/measure-tallies";
import { compareNps } from "@/lib/metrics/compare-nps";
import { compareShares } from "@/lib/metrics/compare-shares";
import type { Difference } from "@/lib/metrics/difference";
import type { Measured } from "@/lib/metrics/measured";
import { addTallies, type Tally } from "@/lib/metrics/tally";
import { type VerdictOfChange, verdictOfChange } from "@/lib/metrics/verdict-of-change";
import { bucketKey, bucketStart, bucketsOf, fittingGrain, type Grain, nextBucket } from "@/lib/period/grain";
import { addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period, periodBefore, periodOf, wholeMonths } from "@/lib/period/period";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import type { OverviewInput } from "../schema";
import { openPeriod, resolveFilter } from "./resolve-filter";

/** The questions of the overview: NPS about the relationship and after a contact are two, never pooled. */
export const overviewMeasures = ["relationship-nps", "contact-nps", "csat"] as const;
export type OverviewMeasure = (typeof overviewMeasures)[number];

export type TrendBucket = {
  start: LocalDay;
  end: LocalDay;
  key: string;
  measured: Measured;
  isIncomplete: boolean;
};

export type MeasureData = {
  key: OverviewMeasure;
  now: Measured & { suppressed?: true };
  /** Counts of the current slice, on one scale; empty where there are too few answers to show. */
  tally: Tally;
  before: (Measured & { suppressed?: true }) | null;
  difference: Difference | null;
  verdict: VerdictOfChange | null;
  anonymous: number;
  unanswered: number;
  trend: TrendBucket[];
};

export type OverviewData = {
  today: LocalDay;
  period: Period | null;
  isOver: boolean;
  before: Period | null;
  grain: Grain;
  measures: MeasureData[];
  chosen: OverviewMeasure;
  touchpoints: { key: string; name: string; group?: string }[];
  channels: { key: string; name: string }[];
  markers: { on: LocalDay; title: string }[];
};

/** The period that the address asks for; without one, the last complete quarter. */
export function periodAsked(input: OverviewInput, today: LocalDay): Period | null {
  if (input.from || input.to) return openPeriod(input.from, input.to);
  return periodOf(input.period ?? "last-quarter", today);
}

/** How far back a trend looks so that a period stands in its context. */
export function trendWindow(period: Period | null): { window: Period | null; grain: Grain } {
  if (!period || period.from === "1900-01-01" || period.to === "2200-01-01")
    return { window: period, grain: "month" };
  const months = wholeMonths(period);
  if (months === null) return { window: period, grain: fittingGrain(period) };
  if (months % 3 === 0 && months <= 6 && bucketStart(period.from, "quarter") === period.from) {
    return { window: { from: addMonths(period.to, -24), to: period.to }, grain: "quarter" };
  }
  const back = Math.max(months, 12);
  return {
    window: { from: addMonths(period.to, -back), to: period.to },
    grain: back > 36 ? "quarter" : "month",
  };
}

export async function loadOverview(scope: Scope, input: OverviewInput): Promise<OverviewData> {
  const today = localDay(new Date(), scope.timeZone);
  const period = periodAsked(input, today);
  const before = period && wholePeriod(period) ? periodBefore(period) : null;
  const { window, grain } = trendWindow(period);
  const base = await resolveFilter(scope, { touchpoint: input.touchpoint, channel: input.channel });
  const requests = overviewMeasures.flatMap((key) =>
    requestsOf(key, base, { period, before, window, grain }),
  );
  const tallies = await tallyMany(scope, requests);
  const measures = overviewMeasures.map((key, index) => {
    const [now = [], then = [], trend = []] = tallies.slice(index * 3, index * 3 + 3);
    return measureData(key, { now, then, trend }, { before, window, grain, today });
  });
  return {
    today,
    period,
    isOver: !period || isOver(period, today),
    before,
    grain,
    measures,
    chosen: chosenMeasure(input, measures),
    touchpoints: await listTouchpointChoices(scope),
    channels: await listCatalogue(scope, "channel"),
    markers: await listMarkers(scope, window),
  };
}

const wholePeriod = ({ from, to }: Period): boolean => from !== "1900-01-01" && to !== "2200-01-01";

function chosenMeasure(input: OverviewInput, measures: MeasureData[]): OverviewMeasure {
  const answered = measures.filter(({ now }) => now.n > 0).map(({ key }) => key);
  return input.measure ?? answered[0] ?? "relationship-nps";
}

/** The answers that a measure counts, within a slice. */
export function sliceOfMeasure(key: OverviewMeasure, base: Slice): Slice {
  if (key === "csat") return { ...base, metrics: ["csat"] };
  return { ...base, metrics: ["nps"], occasion: key === "relationship-nps" ? "relationship" : "contact" };
}

/** The relationship counts the latest answer of each customer. */
export const viewOf = (key: OverviewMeasure): View => (key === "relationship-nps" ? "latest" : "all");

type Spans = { period: Period | null; before: Period | null; window: Period | null; grain: Grain };

/** Now, before, trend. */
function requestsOf(
  key: OverviewMeasure,
  base: Slice,
  { period, before, window, grain }: Spans,
): TallyRequest[] {
  const slice = sliceOfMeasure(key, base);
  const view = viewOf(key);
  const nothing: Period = { from: "1900-01-01", to: "1900-01-01" };
  return [
    { slice: { ...slice, period }, view },
    { slice: { ...slice, period: before ?? nothing }, view },
    { slice: { ...slice, period: window }, view, groupBy: grain },
  ];
}

const metricOf = (key: OverviewMeasure) => (key === "csat" ? "csat" : "nps");

function compare(
  key: OverviewMeasure,
  before: readonly ScoreTally[],
  after: readonly ScoreTally[],
): Difference | null {
  const pooled = (tallies: readonly ScoreTally[]) => addTallies(...tallies.map(({ tally }) => tally));
  if (key !== "csat") return compareNps(pooled(before), pooled(after));
  const [a, b] = [measureTallies("csat", before).all, measureTallies("csat", after).all].map(
    ({ value, n }) => ({ numerator: Math.round((value ?? 0) * n), denominator: n }),
  );
  return a && b ? compareShares(a, b) : null;
}

function measureData(
  key: OverviewMeasure,
  { now, then, trend }: { now: ScoreTally[]; then: ScoreTally[]; trend: ScoreTally[] },
  {
    before,
    window,
    grain,
    today,
  }: { before: Period | null; window: Period | null; grain: Grain; today: LocalDay },
): MeasureData {
  const metric = metricOf(key);
  const measuredNow = withheld(measureTallies(metric, now).all);
  const measuredBefore = before ? withheld(measureTallies(metric, then).all) : null;
  const isShown = measuredBefore !== null && !measuredBefore.suppressed && !measuredNow.suppressed;
  const difference = isShown ? compare(key, then, now) : null;
  const sum = (field: "anonymous" | "unanswered") => now.reduce((total, one) => total + one[field], 0);
  const scales = new Set(now.map(({ scale }) => scale));
  return {
    key,
    now: measuredNow,
    tally: measuredNow.suppressed || scales.size > 1 ? {} : addTallies(...now.map(({ tally }) => tally)),
    before: measuredBefore,
    difference,
    verdict: measuredBefore
      ? verdictOfChange({ before: measuredBefore, after: measuredNow, difference })
      : null,
    anonymous: sum("anonymous"),
    unanswered: sum("unanswered"),
    trend: trendBuckets(metric, trend, window, grain, today),
  };
}

function trendBuckets(
  metric: "nps" | "csat",
  tallies: ScoreTally[],
  window: Period | null,
  grain: Grain,
  today: LocalDay,
): TrendBucket[] {
  const starts = tallies.map(({ group }) => group ?? "").sort();
  const first = starts[0];
  const last = starts.at(-1);
  const open = window && wholePeriod(window) ? window : null;
  if (!open && (!first || !last)) return [];
  const span = open ?? { from: first ?? "", to: nextBucket(last ?? "", grain) };
  return bucketsOf(span, grain).map((start) => {
    const end = nextBucket(start, grain);
    const inside = tallies.filter(({ group }) => group === start);
    return {
      start: start < span.from ? span.from : start,
      end: end > span.to ? span.to : end,
      key: bucketKey(start, grain),
      measured: withheld(measureTallies(metric, inside).all),
      isIncomplete: end > today,
    };
  });
}

async function listMarkers(scope: Scope, window: Period | null) {
  const markers = await scope.db.marker.findMany({
    where: {
      workspaceId: scope.workspaceId,
      ...(window ? { on: { gte: new Date(window.from), lt: new Date(window.to) } } : {}),
    },
    orderBy: { on: "asc" },
    take: 50,
  });
  return markers.map(({ on, title }) => ({ on: on.toISOString().slice(0, 10), title }));
}
