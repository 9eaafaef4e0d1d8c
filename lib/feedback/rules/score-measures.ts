import type { Measured } from "@/lib/metrics/measured";
import type { View } from "../queries/meant-answers";
import type { Slice } from "../queries/slice";
import type { ScoreTally } from "../queries/tally-request";
import { measureTallies } from "./measure-tallies";

/**
 * The figures of the interface, each one question with its way of counting. NPS about the relationship and after a
 * contact are two; the answers behind CSAT also have a mean, the experience.
 */
export const scoreMeasures = [
  "relationship-nps",
  "contact-nps",
  "csat",
  "experience",
  "ces",
  "rating",
] as const;
export type ScoreMeasure = (typeof scoreMeasures)[number];

/** The answers that a figure counts, within a slice. */
export function sliceOfMeasure(key: ScoreMeasure, base: Slice): Slice {
  switch (key) {
    case "relationship-nps":
      return { ...base, metrics: ["nps"], occasion: "relationship" };
    case "contact-nps":
      return { ...base, metrics: ["nps"], occasion: "contact" };
    case "csat":
    case "experience":
      return { ...base, metrics: ["csat"] };
    default:
      return { ...base, metrics: [key] };
  }
}

/** Whether counts of many kinds belong to a figure. */
export function isOfMeasure(key: ScoreMeasure, { metric, occasion }: ScoreTally): boolean {
  const { metrics = [], occasion: asked } = sliceOfMeasure(key, { period: null });
  return metrics.includes(metric) && (asked === undefined || asked === occasion);
}

/** The relationship counts the latest answer of each customer. */
export const viewOf = (key: ScoreMeasure): View => (key === "relationship-nps" ? "latest" : "all");

/** What the counts mean; nothing is withheld here. Several scales have no common mean: the value is null then. */
export function measureOf(key: ScoreMeasure, tallies: readonly ScoreTally[]): Measured {
  switch (key) {
    case "relationship-nps":
    case "contact-nps":
      return measureTallies("nps", tallies).all;
    case "experience":
      return measureTallies(
        "rating",
        tallies.map((one) => ({ ...one, metric: "rating" as const })),
      ).all;
    default:
      return measureTallies(key, tallies).all;
  }
}
