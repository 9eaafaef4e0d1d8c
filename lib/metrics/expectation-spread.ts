import { type Scale, widthOf } from "@/lib/metrics/scales";
import { type Tally, varianceOf } from "@/lib/metrics/tally";

/** From this part of the scale's width on, a segment's expectations are too far apart to be one. */
export const WIDE_SPREAD = 0.2;

/**
 * Spread of a segment's expectation: sample standard deviation (n − 1) of the individual expectations, in scale
 * points; null below two of them, and so where the expectation was set by hand.
 *
 * Example: ECSI CUEX1 → 1.621765 on 1–10.
 */
export function expectationSpread(expectations: Tally): number | null {
  const variance = varianceOf(expectations);
  return variance === null ? null : Math.sqrt(variance);
}

/** True where the spread exceeds 0.2 × the width of the scale: time to look for the attribute that splits it. */
export function isWideSpread(spread: number, scale: Scale): boolean {
  return spread > WIDE_SPREAD * widthOf(scale);
}
