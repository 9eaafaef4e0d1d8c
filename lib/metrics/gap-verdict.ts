import type { ExpectationGap } from "@/lib/metrics/expectation-gap";
import { sign } from "@/lib/metrics/measured";
import { type Interval, interval } from "@/lib/stats/interval";

/** The words for a gap; nothing else is said on screen. */
export type GapVerdict = "exceeded" | "met" | "notYetCertain" | "missed" | "noExpectation" | "nobodyAnswered";

/** How far below the expectation still counts as met, in scale points; a setting of the workspace. */
export const GAP_TOLERANCE = 0.2;

/** An expectation of 4.2 and an experience of 4.0 lie 0.2 apart, not a hair more. */
const HAIR = 1e-9;

/**
 * Verdict on a gap (null = no expectation recorded), with g⁺ the gap counted so that more is better:
 * exceeded = its lower bound > 0; met = lower bound ≥ −tolerance; missed = upper bound < 0 and not met; else not yet
 * certain. In a list of many, missed must also pass Benjamini–Hochberg at 10 % (`passesList`).
 */
export function gapVerdict(
  gap: ExpectationGap | null,
  { tolerance = GAP_TOLERANCE, passesList = true } = {},
): GapVerdict {
  if (gap === null || gap.expected === null) return "noExpectation";
  if (gap.value === null) return "nobodyAnswered";
  const favourable = favourableInterval(gap);
  if (favourable === null) return "notYetCertain";
  if (favourable.low > HAIR) return "exceeded";
  if (favourable.low >= -tolerance - HAIR) return "met";
  return favourable.high < -HAIR && passesList ? "missed" : "notYetCertain";
}

/** Where a gap stands in the ranking: importance × shortfall, raw and only the part that is certain. */
export type GapPriority = { raw: number; certain: number };

/**
 * Priority = importance × max(0, −g⁺); ranked by the certain part, importance × max(0, −upper bound of g⁺),
 * so that few answers cannot lead the list. Null while there is no gap.
 *
 * Example: −1.62 [−1.88, −1.36], importance 4.9 → 7.94, certain 6.67.
 */
export function gapPriority(gap: ExpectationGap, importance: number): GapPriority | null {
  if (gap.value === null) return null;
  const favourable = favourableInterval(gap);
  return {
    raw: importance * Math.max(0, -sign(gap.direction) * gap.value),
    certain: favourable === null ? 0 : importance * Math.max(0, -favourable.high),
  };
}

/** The interval of g⁺ = direction × gap. */
function favourableInterval(gap: ExpectationGap): Interval | null {
  if (gap.interval === null || sign(gap.direction) === 1) return gap.interval;
  return interval(-gap.interval.high, -gap.interval.low);
}
