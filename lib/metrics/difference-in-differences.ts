import type { Difference } from "@/lib/metrics/difference";
import { adjustedNps, npsGroups, npsVariance } from "@/lib/metrics/nps";
import type { Share } from "@/lib/metrics/share";
import { momentsOfTally, type Tally } from "@/lib/metrics/tally";
import { around, Z } from "@/lib/stats/interval";
import { normalTwoSidedP } from "@/lib/stats/normal";

/** Customers touched by a measure and customers not touched, before it and after it. */
export type FourGroups<T> = { touched: { before: T; after: T }; others: { before: T; after: T } };

/**
 * Effect of a measure on a mean: (after − before) of those touched less the same of those not touched;
 * z with the variances of the four means added. Null where a group has no answers, without interval where one has
 * a single answer.
 *
 * Example: with companion 3.26 → 4.01, without 3.26 → 3.29: +0.73 [+0.38, +1.07].
 */
export function effectOnMean(groups: FourGroups<Tally>): Difference | null {
  const terms = signed(groups).flatMap(({ value, sign }) => {
    const moments = momentsOfTally(value);
    return moments ? [{ ...moments, sign }] : [];
  });
  if (terms.length < 4) return null;
  const found = byZ(
    terms.map(({ sign, mean, variance, n }) => ({
      sign,
      value: mean,
      variance: (variance ?? 0) / n,
      adjusted: 0,
    })),
    1,
  );
  return terms.some(({ variance }) => variance === null) ? { ...found, interval: null, p: null } : found;
}

/** The same for a share (z with unpooled variances; half a case is added each way where all four are all or nothing). */
export function effectOnShare(groups: FourGroups<Share>): Difference | null {
  const all = signed(groups);
  if (all.some(({ value }) => value.denominator === 0)) return null;
  const rate = (k: number, n: number) => ({ value: k / n, variance: ((k / n) * (1 - k / n)) / n });
  return byZ(
    all.map(({ value, sign }) => ({
      sign,
      ...rate(value.numerator, value.denominator),
      adjusted: rate(value.numerator + 0.5, value.denominator + 1).variance,
    })),
    1,
  );
}

/** The same for NPS, in points (z with the variances of the difference of two NPS). */
export function effectOnNps(groups: FourGroups<Tally>): Difference | null {
  const all = signed(groups).map(({ value, sign }) => {
    const counted = npsGroups(value);
    return { sign, counted, n: counted.promoters + counted.passives + counted.detractors };
  });
  if (all.some(({ n }) => n === 0)) return null;
  return byZ(
    all.map(({ sign, counted, n }) => {
      const adjusted = adjustedNps(counted);
      return {
        sign,
        value: (counted.promoters - counted.detractors) / n,
        variance: npsVariance(counted) / n,
        adjusted: adjusted.variance / adjusted.n,
      };
    }),
    100,
  );
}

function signed<T>({ touched, others }: FourGroups<T>): { value: T; sign: 1 | -1 }[] {
  return [
    { value: touched.after, sign: 1 },
    { value: touched.before, sign: -1 },
    { value: others.after, sign: -1 },
    { value: others.before, sign: 1 },
  ];
}

function byZ(
  terms: readonly { sign: 1 | -1; value: number; variance: number; adjusted: number }[],
  unit: number,
): Difference {
  const value = unit * terms.reduce((sum, term) => sum + term.sign * term.value, 0);
  const plain = terms.reduce((sum, { variance }) => sum + variance, 0);
  const variance = plain > 0 ? plain : terms.reduce((sum, { adjusted }) => sum + adjusted, 0);
  const se = unit * Math.sqrt(variance);
  const p = se === 0 ? Number(value === 0) : normalTwoSidedP(value / se);
  return { value, interval: around(value, Z * se), p, method: "z" };
}
