import { npsGroups, npsVariance } from "@/lib/metrics/nps";
import type { Tally } from "@/lib/metrics/tally";
import { Z } from "@/lib/stats/interval";

/**
 * Answers needed so that the interval of an NPS reaches at most `margin` points to either side.
 * `variance` of one answer: 1 at worst (half promoters, half detractors).
 *
 * Source: the adjusted Wald half width solved for n (Lewis & Sauro): s² z² / d² − 3.
 * Example: 10 points, variance 1 → 382.
 */
export function answersForNps(margin: number, variance = 1): number {
  return Math.max(1, Math.ceil((variance * Z * Z) / (margin / 100) ** 2 - 3));
}

/**
 * Answers a side that would make today's distance of two NPS certain, if it stays as it is.
 * Null where a side is empty or there is no distance.
 *
 * Example: 63/44/30 → 52/44/40 (−15.3 points): 213.
 */
export function answersForNpsChange(before: Tally, after: Tally): number | null {
  const [a, b] = [before, after].map((tally) => {
    const groups = npsGroups(tally);
    const n = groups.promoters + groups.passives + groups.detractors;
    return n === 0
      ? null
      : { net: (groups.promoters - groups.detractors) / n, variance: npsVariance(groups) };
  });
  if (!a || !b || a.net === b.net) return null;
  return Math.max(1, Math.ceil((Z * Z * (a.variance + b.variance)) / (b.net - a.net) ** 2));
}
