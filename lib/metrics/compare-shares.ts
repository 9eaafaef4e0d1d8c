import type { Difference } from "@/lib/metrics/difference";
import type { Share } from "@/lib/metrics/share";
import { fisherExactP } from "@/lib/stats/fisher-exact";
import { newcombeInterval } from "@/lib/stats/newcombe-interval";
import { normalTwoSidedP } from "@/lib/stats/normal";
import { pooledZ } from "@/lib/stats/pooled-z";

/**
 * Difference of two shares, after − before, −1…1; null when one side is empty.
 * Interval: Newcombe's method 10. p: pooled z, or Fisher's exact test where an expected count is below 5.
 *
 * Example: 166/1473 → 1655/3875: +0.314402 [0.291276, 0.336177].
 */
export function compareShares(before: Share, after: Share): Difference | null {
  const a = { k: before.numerator, n: before.denominator };
  const b = { k: after.numerator, n: after.denominator };
  if (a.n === 0 || b.n === 0) return null;
  const exact = leastExpected(a, b) < 5;
  return {
    value: b.k / b.n - a.k / a.n,
    interval: newcombeInterval(a, b),
    p: exact ? fisherExactP(a, b) : normalTwoSidedP(pooledZ(a, b)),
    method: exact ? "newcombeFisher" : "newcombePooledZ",
  };
}

function leastExpected(a: { k: number; n: number }, b: { k: number; n: number }): number {
  const hits = a.k + b.k;
  const all = a.n + b.n;
  return (Math.min(a.n, b.n) * Math.min(hits, all - hits)) / all;
}
