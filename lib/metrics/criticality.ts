import type { Measured } from "@/lib/metrics/measured";
import { rating } from "@/lib/metrics/rating";
import type { Tally } from "@/lib/metrics/tally";

/**
 * How much a touchpoint matters, told twice and never mixed: `stated` by customers (mean of 1–5) and `derived`
 * from what goes with their overall judgement (share of explained variance, 0…1; null where it is not certain).
 */
export type Criticality = { stated: Measured<Tally>; derived: number | null };

/** Puts stated importance (answers 1–5) beside derived importance. */
export function criticality(importance: Tally, derived: number | null): Criticality {
  return { stated: rating(importance, "1-5"), derived };
}
