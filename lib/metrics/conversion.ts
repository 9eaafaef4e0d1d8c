import { type Day, daysBetween } from "@/lib/metrics/day";
import type { Measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";

/** A customer who entered a phase, and when the next one was reached (close rate: the first contract or order). */
export type PhaseEntry = { enteredOn: Day; reachedOn: Day | null };

/** `windowDays` after entering; `observedUntil` is the first day that is not observed any more. */
export type ConversionWindow = { windowDays: number; observedUntil: Day };

/**
 * Conversion rate: customers who reached the next phase within the window over those who entered the phase
 * and whose window has elapsed; null if nobody's has. Interval: Wilson.
 * Those still inside their window count neither way, even if they have converted: that would favour the quick.
 */
export function conversion(entries: Iterable<PhaseEntry>, window: ConversionWindow): Measured<Share> {
  return share("conversion", convertedOf(entries, window), { windowDays: window.windowDays });
}

/** Close rate: the same from the decision phase to the first contract or order. */
export function closeRate(entries: Iterable<PhaseEntry>, window: ConversionWindow): Measured<Share> {
  return share("close-rate", convertedOf(entries, window), { windowDays: window.windowDays });
}

/** How many of the elapsed windows ended with the next phase; entering and reaching on one day counts. */
export function convertedOf(
  entries: Iterable<PhaseEntry>,
  { windowDays, observedUntil }: ConversionWindow,
): Share {
  const counts = { numerator: 0, denominator: 0 };
  for (const { enteredOn, reachedOn } of entries) {
    if (daysBetween(enteredOn, observedUntil) <= windowDays) continue;
    counts.denominator++;
    const taken = reachedOn === null ? null : daysBetween(enteredOn, reachedOn);
    if (taken !== null && taken >= 0 && taken <= windowDays) counts.numerator++;
  }
  return counts;
}
