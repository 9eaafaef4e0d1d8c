import { addDays, addMonths, type LocalDay } from "@/lib/period/local-day";
import { type Period, periodOf } from "@/lib/period/period";
import type { Comparison, MeasureState } from "../schema";

/** Before a measure, and since it began; `after` is null while it has not begun. */
export type MeasureSpans = { before: Period; after: Period | null };

/**
 * A measure is held against the three months before it began. Its own time is the last complete quarter, or all of it
 * while no quarter is over since; one that is only proposed shows where things stand today.
 */
export function spansOf(
  { startsOn, state }: { startsOn: LocalDay | null; state: MeasureState },
  today: LocalDay,
): MeasureSpans {
  const last = periodOf("last-quarter", today) ?? { from: today, to: addDays(today, 1) };
  if (state === "proposed" || startsOn === null || startsOn >= today) return { before: last, after: null };
  const before = { from: addMonths(startsOn, -3), to: startsOn };
  return { before, after: last.from >= startsOn ? last : { from: startsOn, to: today } };
}

/** The periods of the comparison: its own where they were set, else those of the measure. */
export function comparedSpans(
  { before, after }: Comparison,
  spans: MeasureSpans,
): { before: Period; after: Period } | null {
  const until = after ?? spans.after;
  return until ? { before: before ?? spans.before, after: until } : null;
}

/** What happened to the others afterwards, once the comparison is over: many measures reach them later. */
export function laterSpan(compared: { after: Period }, spans: MeasureSpans): Period | null {
  return spans.after && spans.after.from >= compared.after.to ? spans.after : null;
}
