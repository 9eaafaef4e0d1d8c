import { MetricError } from "@/lib/metrics/metric-error";

/** Every scale an answer can have: integers from min to max, at most eleven points. */
export const SCALES = {
  "1-3": { min: 1, max: 3 },
  "1-4": { min: 1, max: 4 },
  "1-5": { min: 1, max: 5 },
  "1-6": { min: 1, max: 6 },
  "1-7": { min: 1, max: 7 },
  "1-8": { min: 1, max: 8 },
  "1-9": { min: 1, max: 9 },
  "1-10": { min: 1, max: 10 },
  "0-10": { min: 0, max: 10 },
  EFFORT_1_5: { min: 1, max: 5 },
  EFFORT_1_7: { min: 1, max: 7 },
  EASE_1_5: { min: 1, max: 5 },
  EASE_1_7: { min: 1, max: 7 },
  "-2-2": { min: -2, max: 2 },
} as const;

export type Scale = keyof typeof SCALES;

/** The metrics that are asked as a question with a scale. */
export type ScoreMetric = "nps" | "csat" | "ces" | "rating";

/** Which scales a question of a metric may have. A question is NPS because it says so, not because it has eleven points. */
export const SCALES_OF = {
  nps: ["0-10"],
  csat: ["1-5", "1-7", "1-10", "0-10"],
  ces: ["EFFORT_1_5", "EFFORT_1_7", "EASE_1_5", "EASE_1_7"],
  rating: ["1-3", "1-4", "1-5", "1-6", "1-7", "1-8", "1-9", "1-10", "0-10", "-2-2"],
} as const satisfies Record<ScoreMetric, readonly Scale[]>;

/** The scale meant when none is named; null = it must be named. */
export const DEFAULT_SCALE: Record<ScoreMetric, Scale | null> = {
  nps: "0-10",
  csat: "1-5",
  ces: null,
  rating: null,
};

/** True for the name of a scale that Lotse knows. */
export function isScale(name: string): name is Scale {
  return Object.hasOwn(SCALES, name);
}

/** True where a question of this metric may have this scale. */
export function isScaleOf(metric: ScoreMetric, scale: string): boolean {
  const allowed: readonly string[] = SCALES_OF[metric];
  return allowed.includes(scale);
}

/** The scale, if this metric may have it. Throws MetricError `unknownScale` or `scaleNotAllowed`. */
export function requireScaleOf<M extends ScoreMetric>(
  metric: M,
  scale: string,
): (typeof SCALES_OF)[M][number] {
  if (!isScale(scale)) throw new MetricError("unknownScale", `Unknown scale "${scale}"`);
  const allowed: readonly Scale[] = SCALES_OF[metric];
  if (!allowed.includes(scale))
    throw new MetricError(
      "scaleNotAllowed",
      `${metric} is not defined on the scale "${scale}", only on ${allowed.join(", ")}`,
    );
  return scale as (typeof SCALES_OF)[M][number];
}

/** The points of a scale in order. Example: "-2-2" → −2, −1, 0, 1, 2. */
export function pointsOf(scale: Scale): number[] {
  const { min, max } = SCALES[scale];
  return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}

/** max − min. Example: "1-5" → 4. */
export function widthOf(scale: Scale): number {
  return SCALES[scale].max - SCALES[scale].min;
}

/** True for an integer on the scale. */
export function isOnScale(scale: Scale, score: number): boolean {
  const { min, max } = SCALES[scale];
  return Number.isInteger(score) && score >= min && score <= max;
}
