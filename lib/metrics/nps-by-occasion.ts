import { type Measured, measured } from "@/lib/metrics/measured";
import { nps } from "@/lib/metrics/nps";
import type { Tally } from "@/lib/metrics/tally";

/**
 * NPS asked about the relationship and NPS asked after a contact are different questions and never pooled:
 * a slice that holds both has the value null (with the number of all answers) and one group each.
 */
export function npsByOccasion(tallies: { relationship: Tally; contact: Tally }): {
  all: Measured;
  groups: { key: "relationship" | "contact"; measured: Measured<Tally> }[];
} {
  const occasions = ["relationship", "contact"] as const;
  const groups = occasions
    .map((key) => ({ key, measured: nps(tallies[key]) }))
    .filter((group) => group.measured.n > 0);
  const [only, other] = groups;
  if (other === undefined) return { all: only?.measured ?? nps({}), groups };
  const n = groups.reduce((sum, group) => sum + group.measured.n, 0);
  return { all: measured("nps", { value: null, n, interval: null, counts: {} }, { scale: "0-10" }), groups };
}
