import { type Measured, measured } from "@/lib/metrics/measured";
import { requireScaleOf } from "@/lib/metrics/scales";
import { countWhere, requireOnScale, type Tally, totalOf } from "@/lib/metrics/tally";
import { around, Z } from "@/lib/stats/interval";

/** Promoters gave 9–10, passives 7–8, detractors 0–6. */
export type NpsGroups = { promoters: number; passives: number; detractors: number };

/** Splits a tally on the scale 0–10 into its three groups. Throws MetricError for any other scale or score. */
export function npsGroups(tally: Tally, scale: string = "0-10"): NpsGroups {
  requireOnScale(tally, requireScaleOf("nps", scale));
  const promoters = countWhere(tally, (score) => score >= 9);
  const detractors = countWhere(tally, (score) => score <= 6);
  return { promoters, passives: totalOf(tally) - promoters - detractors, detractors };
}

/**
 * Net Promoter Score: 100 × (promoters − detractors) / n. Range −100…100, scale 0–10 only, null when nobody answered.
 * Interval: adjusted Wald (three quarters of an answer added to promoters and detractors, 1½ to passives), clamped.
 *
 * Source: Reichheld (2003); Rocks (2016), The American Statistician 70(4).
 * Example: promoters 6, passives 4, detractors 7 → −5.88.
 */
export function nps(tally: Tally, scale: string = "0-10"): Measured<Tally> {
  const groups = npsGroups(tally, scale);
  const { promoters, detractors } = groups;
  const n = promoters + groups.passives + detractors;
  if (n === 0) return measured("nps", { value: null, n, interval: null, counts: tally }, { scale });
  const adjusted = adjustedNps(groups);
  const half = 100 * Z * Math.sqrt(adjusted.variance / adjusted.n);
  return measured(
    "nps",
    {
      value: (100 * (promoters - detractors)) / n,
      n,
      interval: around(100 * adjusted.net, half, -100, 100),
      counts: tally,
    },
    { scale },
  );
}

/** Variance of one NPS answer (in units of −1…1): p + d − (p − d)², for n ≥ 1. */
export function npsVariance({ promoters, passives, detractors }: NpsGroups): number {
  const n = promoters + passives + detractors;
  const net = (promoters - detractors) / n;
  return (promoters + detractors) / n - net * net;
}

/** The same after adding ¾ promoter, 1½ passives and ¾ detractor: net share, variance of one answer, n + 3. */
export function adjustedNps(groups: NpsGroups): { net: number; variance: number; n: number } {
  const more = {
    promoters: groups.promoters + 0.75,
    passives: groups.passives + 1.5,
    detractors: groups.detractors + 0.75,
  };
  const n = more.promoters + more.passives + more.detractors;
  return { net: (more.promoters - more.detractors) / n, variance: npsVariance(more), n };
}
