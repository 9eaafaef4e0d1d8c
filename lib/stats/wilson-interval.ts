import { type Interval, interval, Z } from "@/lib/stats/interval";

/**
 * Wilson score interval of a share, k of n, without continuity correction. Null when n is 0.
 *
 * Source: Newcombe (1998), Statistics in Medicine 17, 857–872, method 3. Example: 81 of 263 → 0.2553 … 0.3662.
 */
export function wilsonInterval(k: number, n: number): Interval | null {
  if (n === 0) return null;
  const z2 = Z * Z;
  const p = k / n;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  // At the ends the formula gives 0 and 1 exactly; arithmetic gives a hair more or less.
  return interval(k === 0 ? 0 : centre - half, k === n ? 1 : centre + half);
}
