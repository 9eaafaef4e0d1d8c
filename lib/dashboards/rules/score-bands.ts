import type { ScoreMeasure } from "@/lib/feedback/rules/score-measures";
import { toEffort } from "@/lib/metrics/ces";
import { SATISFIED_FROM } from "@/lib/metrics/csat";
import { pointsOf, SCALES, type Scale } from "@/lib/metrics/scales";

export type ScoreBand = {
  key: "detractors" | "passives" | "promoters" | "notSatisfied" | "satisfied" | "easy" | "hard" | "all";
  tone: "good" | "bad" | "none" | "plain";
  scores: number[];
};

/** Which scores of a scale are read together, from low to high. */
export function bandsOf(key: ScoreMeasure, scale: Scale): ScoreBand[] {
  const points = pointsOf(scale);
  const where = (holds: (score: number) => boolean) => points.filter(holds);
  switch (key) {
    case "relationship-nps":
    case "contact-nps":
      return [
        { key: "detractors", tone: "bad", scores: where((score) => score <= 6) },
        { key: "passives", tone: "none", scores: where((score) => score === 7 || score === 8) },
        { key: "promoters", tone: "good", scores: where((score) => score >= 9) },
      ];
    case "csat":
    case "experience": {
      const from = isSatisfiedScale(scale) ? SATISFIED_FROM[scale] : SCALES[scale].max;
      return [
        { key: "notSatisfied", tone: "none", scores: where((score) => score < from) },
        { key: "satisfied", tone: "good", scores: where((score) => score >= from) },
      ];
    }
    case "ces": {
      const isEasy = (score: number) => !isEffortScale(scale) || toEffort(score, scale) <= 3;
      const bands: ScoreBand[] = [
        { key: "easy", tone: "good", scores: where(isEasy) },
        { key: "hard", tone: "none", scores: where((score) => !isEasy(score)) },
      ];
      return scale.startsWith("EASE") ? bands.toReversed() : bands;
    }
    case "rating":
      return [{ key: "all", tone: "plain", scores: points }];
  }
}

/** The scores that say something went wrong: critics, the lower half of a scale, effort above the middle. */
export function criticalScores(key: ScoreMeasure, scale: Scale): number[] {
  const points = pointsOf(scale);
  if (key === "relationship-nps" || key === "contact-nps") return points.filter((score) => score <= 6);
  const middle = ((points[0] ?? 0) + (points.at(-1) ?? 0)) / 2;
  const isHighBad = key === "ces" && !scale.startsWith("EASE");
  return points.filter((score) => (isHighBad ? score > middle : score < middle));
}

const isSatisfiedScale = (scale: Scale): scale is keyof typeof SATISFIED_FROM => scale in SATISFIED_FROM;

type EffortScale = Parameters<typeof toEffort>[1];
const isEffortScale = (scale: Scale): scale is EffortScale & Scale => /^(EFFORT|EASE)/.test(scale);
