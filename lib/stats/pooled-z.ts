/**
 * z statistic of two shares under the hypothesis that they are equal (pooled variance), b − a.
 * 0 where both sides are all or nothing alike. Its square is the uncorrected chi-square of the table.
 *
 * Example: 166 of 1473 → 1655 of 3875: z = 21.675.
 */
export function pooledZ(a: { k: number; n: number }, b: { k: number; n: number }): number {
  const pooled = (a.k + b.k) / (a.n + b.n);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  return se === 0 ? 0 : (b.k / b.n - a.k / a.n) / se;
}
