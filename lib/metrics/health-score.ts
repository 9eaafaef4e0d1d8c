import { MetricError } from "@/lib/metrics/metric-error";

/** One measure of a customer's health: what was seen, its points 0–100 (null = no data), its weight and its age. */
export type HealthMeasure = {
  key: string;
  value: number | null;
  points: number | null;
  weight: number;
  ageDays: number | null;
};

/** The score with all that explains it. `share` of a measure: its part of the renormalised weights, 0 without data. */
export type HealthScore = {
  value: number | null;
  /** Share of the weight that has data, 0…1. */
  coverage: number;
  enoughData: boolean;
  measures: (HealthMeasure & { share: number })[];
};

/** Below this coverage there is no score but "not enough data". */
export const LEAST_COVERAGE = 0.5;

/**
 * Health score 0…100: weighted mean of the measures that have data, weights renormalised.
 * Null below a coverage of one half, and without any weight. Throws MetricError `badInput` for points outside 0–100.
 *
 * Example: points 80 (weight 2), 20 (weight 1), no data (weight 1) → 60, coverage 0.75.
 */
export function healthScore(measures: readonly HealthMeasure[]): HealthScore {
  for (const { key, points, weight } of measures)
    if (weight < 0 || (points !== null && !(points >= 0 && points <= 100)))
      throw new MetricError(
        "badInput",
        `The measure ${key} needs points from 0 to 100 and a weight of 0 or more`,
      );
  const weightOf = (some: readonly HealthMeasure[]) => some.reduce((sum, { weight }) => sum + weight, 0);
  const all = weightOf(measures);
  const available = weightOf(measures.filter(({ points }) => points !== null));
  const coverage = all === 0 ? 0 : available / all;
  const enoughData = available > 0 && coverage >= LEAST_COVERAGE;
  const weighted = measures.reduce((sum, { points, weight }) => sum + (points ?? 0) * weight, 0);
  return {
    value: enoughData ? weighted / available : null,
    coverage,
    enoughData,
    measures: measures.map((measure) => ({
      ...measure,
      share: measure.points === null || available === 0 ? 0 : measure.weight / available,
    })),
  };
}
