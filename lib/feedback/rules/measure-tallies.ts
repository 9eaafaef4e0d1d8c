import { ces } from "@/lib/metrics/ces";
import { csat, csatOfScales } from "@/lib/metrics/csat";
import { type Measured, measured } from "@/lib/metrics/measured";
import { nps } from "@/lib/metrics/nps";
import { ratingOfScales } from "@/lib/metrics/rating";
import { addTallies, totalOf } from "@/lib/metrics/tally";
import { thinness } from "@/lib/metrics/thin-data";
import type { ScoreTally } from "../queries/tally-request";
import type { AskedMetric } from "./codes";

/** A slice that has no common value says so, and its parts stand alone. */
export type MeasuredScores = { all: Measured; parts: { key: string; measured: Measured }[] };

/**
 * What counts of one metric mean. NPS about the relationship and after a contact are different questions and never
 * pooled; ratings on several scales have no common value.
 */
export function measureTallies(metric: AskedMetric, tallies: readonly ScoreTally[]): MeasuredScores {
  const ofMetric = tallies.filter((one) => one.metric === metric);
  switch (metric) {
    case "nps":
      return measureNps(ofMetric);
    case "csat":
      return {
        all:
          ofScales(ofMetric).length > 1
            ? csatOfScales(ofScales(ofMetric))
            : csat(pooled(ofMetric), ofMetric[0]?.scale),
        parts: [],
      };
    case "ces":
      return { all: ces(ofScales(ofMetric)), parts: [] };
    case "rating": {
      const { all, groups } = ratingOfScales(ofScales(ofMetric));
      const parts = groups.map((group) => ({
        key: String(group.definition.parameters.scale),
        measured: group,
      }));
      return { all, parts: parts.length > 1 ? parts : [] };
    }
  }
}

const pooled = (tallies: readonly ScoreTally[]) => addTallies(...tallies.map(({ tally }) => tally));

/** One tally per scale. */
function ofScales(tallies: readonly ScoreTally[]) {
  const scales = [...new Set(tallies.filter(({ tally }) => totalOf(tally) > 0).map(({ scale }) => scale))];
  return scales.map((scale) => ({ scale, tally: pooled(tallies.filter((one) => one.scale === scale)) }));
}

function measureNps(tallies: readonly ScoreTally[]): MeasuredScores {
  const answered = tallies.filter(({ tally }) => totalOf(tally) > 0);
  const kinds = [...new Set(answered.map(({ occasion }) => occasion))];
  if (kinds.length < 2) return { all: nps(pooled(answered)), parts: [] };
  const parts = kinds
    .sort()
    .reverse()
    .map((key) => ({ key, measured: nps(pooled(answered.filter((one) => one.occasion === key))) }));
  const n = parts.reduce((sum, part) => sum + part.measured.n, 0);
  return { all: measured("nps", { value: null, n, interval: null, counts: {} }, { scale: "0-10" }), parts };
}

/** Too few answers to show without showing somebody: n stays, value and counts go. */
export function withheld(one: Measured): Measured & { suppressed?: true } {
  if (thinness(one.n) !== "suppressed") return one;
  return { ...one, value: null, interval: null, counts: {}, suppressed: true };
}
