import { around, type Interval, interval, LEVEL } from "@/lib/stats/interval";
import type { Moments } from "@/lib/stats/moments";
import { studentQuantile, studentTwoSidedP } from "@/lib/stats/student-t";

/** A term of a sum of independent means: `sign` × mean. */
export type WelchTerm = Moments & { sign: 1 | -1 };

/** Value, interval and two-sided p (against 0) of a signed sum of independent means. */
export type WelchResult = { value: number; interval: Interval | null; p: number | null };

/**
 * Signed sum of independent means with unequal variances: a difference (two terms) or a difference
 * of differences (four). Interval and p are null where a term has a single observation.
 *
 * Source: Welch (1947), Biometrika 34, 28–35; degrees of freedom after Satterthwaite (1946).
 */
export function welch(terms: readonly WelchTerm[]): WelchResult {
  const value = terms.reduce((sum, { sign, mean }) => sum + sign * mean, 0);
  let squaredError = 0;
  let spread = 0;
  for (const { n, variance } of terms) {
    if (variance === null) return { value, interval: null, p: null };
    squaredError += variance / n;
    spread += (variance / n) ** 2 / (n - 1);
  }
  if (squaredError === 0) return { value, interval: interval(value, value), p: value === 0 ? 1 : 0 };
  const [only] = terms;
  // Of one mean the degrees of freedom are whole, whatever rounding makes of them.
  const df = only && terms.length === 1 ? only.n - 1 : squaredError ** 2 / spread;
  const se = Math.sqrt(squaredError);
  return {
    value,
    interval: around(value, studentQuantile((1 + LEVEL) / 2, df) * se),
    p: studentTwoSidedP(value / se, df),
  };
}
