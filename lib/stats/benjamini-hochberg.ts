/**
 * Which of many comparisons hold when at most a share `rate` of the discoveries may be false.
 * A comparison without a p (null) is never a discovery and does not count as a comparison.
 *
 * Source: Benjamini & Hochberg (1995), J. Royal Statistical Society B 57, 289–300.
 * Example: [0.01, 0.04, 0.9] at 0.1 → [true, true, false].
 */
export function benjaminiHochberg(ps: readonly (number | null)[], rate = 0.1): boolean[] {
  const sorted = ps.filter((p) => p !== null).sort((a, b) => a - b);
  const bound = sorted.findLast((p, i) => p <= ((i + 1) / sorted.length) * rate);
  return ps.map((p) => p !== null && bound !== undefined && p <= bound);
}
