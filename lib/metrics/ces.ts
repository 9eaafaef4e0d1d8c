import { type DefinitionParameters, type Measured, measured } from "@/lib/metrics/measured";
import { requireScaleOf, SCALES, type SCALES_OF } from "@/lib/metrics/scales";
import { type Share, share } from "@/lib/metrics/share";
import {
  addTallies,
  countWhere,
  entriesOf,
  momentsOfTally,
  requireOnScale,
  type Tally,
  totalOf,
} from "@/lib/metrics/tally";
import { meanInterval } from "@/lib/stats/mean-interval";

type CesScale = (typeof SCALES_OF)["ces"][number];

/** Answers on one effort or ease scale. */
export type EffortPart = { scale: string; tally: Tally };

/**
 * Customer Effort Score: mean effort on the scale 1–7, low = little effort = good; null when nobody answered.
 * Ease is mirrored, five points are stretched, then all answers are pooled as counts (`counts` are on 1–7).
 * The parameters say whether the value contains mirrored or stretched answers. Interval: t.
 * Throws MetricError for a scale that is none of EFFORT_1_5, EFFORT_1_7, EASE_1_5, EASE_1_7.
 *
 * Source: Dixon, Freeman & Toman (2010). Example: EASE_1_7 7 and EFFORT_1_7 1 give the same number: 1.
 */
export function ces(parts: readonly EffortPart[]): Measured<Tally> {
  const { tally, parameters } = pooled(parts);
  const moments = momentsOfTally(tally);
  return measured(
    "ces",
    {
      value: moments?.mean ?? null,
      n: moments?.n ?? 0,
      interval: moments && meanInterval(moments),
      counts: tally,
    },
    parameters,
  );
}

/** Share who found it easy: effort ≤ 3 of 7. Interval: Wilson. */
export function cesEasy(parts: readonly EffortPart[]): Measured<Share> {
  const { tally, parameters } = pooled(parts);
  const numerator = countWhere(tally, (effort) => effort <= 3);
  return share("ces-easy", { numerator, denominator: totalOf(tally) }, { ...parameters, easyUpTo: 3 });
}

/** An answer as effort on 1–7: ease mirrored (max + 1 − x), five points stretched 1 + (x − 1) × 6/4. */
export function toEffort(score: number, scale: CesScale): number {
  const effort = isMirrored(scale) ? SCALES[scale].max + 1 - score : score;
  return isStretched(scale) ? 1 + (effort - 1) * 1.5 : effort;
}

function pooled(parts: readonly EffortPart[]): { tally: Tally; parameters: DefinitionParameters } {
  const answered = parts
    .map(({ scale, tally }) => ({ scale: requireScaleOf("ces", scale), tally }))
    .filter(({ scale, tally }) => totalOf(requireOnScale(tally, scale)) > 0);
  const scales = [...new Set(answered.map(({ scale }) => scale))].sort();
  return {
    tally: addTallies(...answered.map(({ scale, tally }) => asEffort(tally, scale))),
    parameters: {
      scale: "EFFORT_1_7",
      askedOn: scales,
      mirrored: scales.some(isMirrored),
      stretched: scales.some(isStretched),
    },
  };
}

function asEffort(tally: Tally, scale: CesScale): Tally {
  return Object.fromEntries(entriesOf(tally).map(([score, n]) => [toEffort(score, scale), n]));
}

function isMirrored(scale: CesScale): boolean {
  return scale.startsWith("EASE");
}

function isStretched(scale: CesScale): boolean {
  return SCALES[scale].max === 5;
}
