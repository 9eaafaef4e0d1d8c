import type { Difference } from "@/lib/metrics/difference";
import { adjustedNps, type NpsGroups, npsGroups, npsVariance } from "@/lib/metrics/nps";
import type { Tally } from "@/lib/metrics/tally";
import { around, Z } from "@/lib/stats/interval";
import { normalTwoSidedP } from "@/lib/stats/normal";

/**
 * Difference of two NPS, after − before, in points (−200…200); null when one side has no answers.
 * z with the unadjusted variances (p + d − (p − d)²)/n; with the adjusted ones if both are 0.
 *
 * Example: 1044/533/323 → 3152/1471/283: +20.532045 [16.73, 24.33], z = 10.59.
 */
export function compareNps(before: Tally, after: Tally): Difference | null {
  const groups = [npsGroups(before), npsGroups(after)] as const;
  const [a, b] = groups;
  const nA = sizeOf(a);
  const nB = sizeOf(b);
  if (nA === 0 || nB === 0) return null;
  const value = 100 * ((b.promoters - b.detractors) / nB - (a.promoters - a.detractors) / nA);
  const se = 100 * Math.sqrt(squaredError(a, b));
  return {
    value,
    interval: around(value, Z * se, -200, 200),
    p: normalTwoSidedP(value / se),
    method: "npsZ",
  };
}

/** Squared standard error of the difference, in units of −1…1; never 0. */
function squaredError(a: NpsGroups, b: NpsGroups): number {
  const plain = npsVariance(a) / sizeOf(a) + npsVariance(b) / sizeOf(b);
  if (plain > 0) return plain;
  const [adjustedA, adjustedB] = [adjustedNps(a), adjustedNps(b)];
  return adjustedA.variance / adjustedA.n + adjustedB.variance / adjustedB.n;
}

function sizeOf({ promoters, passives, detractors }: NpsGroups): number {
  return promoters + passives + detractors;
}
