import type { PageFilter } from "@/lib/filters/schema";
import { bucketStart, fittingGrain, type Grain } from "@/lib/period/grain";
import { addDays, addMonths, type LocalDay } from "@/lib/period/local-day";
import { type Period, periodBefore, periodOf, wholeMonths } from "@/lib/period/period";

/** What a period is held against: the one before it, or the same a year earlier. */
export const comparisons = ["before", "year"] as const;
export type Comparison = (typeof comparisons)[number];

const [beginning, end] = ["1900-01-01", "2200-01-01"];

/** The beginning and the end of time, where only one bound is given. */
export const openPeriod = (from: LocalDay | undefined, to: LocalDay | undefined): Period | null =>
  from || to ? { from: from ?? beginning, to: to ?? end } : null;

const isBounded = ({ from, to }: Period): boolean => from !== beginning && to !== end;

/** The period with both ends, or null. */
export const bounded = (period: Period | null): Period | null =>
  period && isBounded(period) ? period : null;

/** The period that an address asks for; without one, the last complete quarter. */
export function periodAsked(
  { period, from, to }: Pick<PageFilter, "period" | "from" | "to">,
  today: LocalDay,
  fallback: Exclude<PageFilter["period"], undefined> = "last-quarter",
): Period | null {
  if (from || to) return openPeriod(from, to);
  return periodOf(period ?? fallback, today);
}

/** The period that another one is compared with; null where that has no beginning or no end. */
export function comparedWith(period: Period | null, how: Comparison): Period | null {
  if (!period || !isBounded(period)) return null;
  if (how === "before") return periodBefore(period);
  return { from: addMonths(period.from, -12), to: addMonths(period.to, -12) };
}

/** At least so many points to see a development, at most so many to read them. */
const points: Record<Grain, [least: number, most: number]> = {
  day: [31, 124],
  week: [13, 60],
  month: [12, 36],
  quarter: [8, 40],
};

export type TrendWindow = { window: Period | null; grain: Grain };

/** How far back a trend looks, so that a period stands in its context. */
export function trendWindow(period: Period | null, wanted?: Grain): TrendWindow {
  if (!period || !isBounded(period)) return { window: period, grain: wanted ?? "month" };
  const grain = wanted ?? usualGrain(period);
  const [least, most] = points[grain];
  const last = bucketStart(addDays(period.to, -1), grain);
  const whole = bucketsBack(last, grain, least - 1);
  const longest = bucketsBack(last, grain, most - 1);
  const from = period.from < whole ? bucketStart(period.from, grain) : whole;
  return { window: { from: from < longest ? longest : from, to: period.to }, grain };
}

/** A quarter stands among quarters, everything else among what fits its length. */
function usualGrain(period: Period): Grain {
  const months = wholeMonths(period);
  const isQuarters =
    months !== null && months % 3 === 0 && bucketStart(period.from, "quarter") === period.from;
  if (isQuarters && months <= 6) return "quarter";
  if (months !== null) return months > 36 ? "quarter" : "month";
  return fittingGrain(period);
}

function bucketsBack(start: LocalDay, grain: Grain, count: number): LocalDay {
  if (grain === "day") return addDays(start, -count);
  if (grain === "week") return addDays(start, -7 * count);
  return addMonths(start, -count * (grain === "month" ? 1 : 3));
}

/** The period and equal ones before it, oldest first. */
export function periodsBack(period: Period, count: number): Period[] {
  const found = [period];
  for (let step = 1; step < count; step++) found.unshift(periodBefore(found[0] ?? period));
  return found;
}
