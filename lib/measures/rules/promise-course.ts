import { promisesKept } from "@/lib/metrics/promises-kept";
import type { LocalDay } from "@/lib/period/local-day";
import type { PromiseCount } from "@/lib/promises/rules/judge-promises";
import { pooledCounts } from "@/lib/promises/rules/pool-counts";
import type { Kpi } from "../schema";
import { type Reading, readingOf } from "./judge-measure";
import type { MeasureSpans } from "./measure-spans";

type Kept = {
  touchpoint: { key: string };
  segment: { key: string } | null;
  isRetired: boolean;
  counts: readonly PromiseCount[];
};

/** What was counted of the promises that a measure is about, the latest time first. */
export const countsFor = (
  { touchpoint, segment }: Kpi,
  within: string | undefined,
  promises: readonly Kept[],
): PromiseCount[] =>
  pooledCounts(
    promises.filter(
      (one) =>
        !one.isRetired &&
        (touchpoint === undefined || one.touchpoint.key === touchpoint) &&
        [segment, within].every((key) => key === undefined || one.segment?.key === key),
    ),
  );

const shareOf = (count: PromiseCount | null) => promisesKept(count?.kept ?? 0, count?.cases ?? 0);

/**
 * The share kept in the last time that was counted since a measure began, against the last one counted before; where
 * nobody counted before, against the first of those since. Promises are counted rarely: their times are their own.
 */
export function promiseReading(
  counts: readonly PromiseCount[],
  startsOn: LocalDay,
  spans: MeasureSpans,
): Reading {
  const since = counts.filter(({ to }) => to > startsOn);
  const [after = null] = since;
  const before =
    counts.find(({ to }) => to <= startsOn) ?? (since.length > 1 ? (since.at(-1) ?? null) : null);
  return readingOf(shareOf(before), shareOf(after), {
    before: before ?? spans.before,
    after: after ?? spans.after ?? spans.before,
  });
}

/** Where things stand while a measure has not begun. */
export const promiseNow = (counts: readonly PromiseCount[]) => shareOf(counts[0] ?? null);
