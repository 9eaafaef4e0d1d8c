import { lowerGamma, upperGamma } from "@/lib/stats/incomplete-gamma";

/** P(Z ≤ z) of a standard normal variable. Example: normalCdf(1.959963985) = 0.975. */
export function normalCdf(z: number): number {
  const half = (z * z) / 2;
  return z < 0 ? 0.5 * upperGamma(0.5, half) : 0.5 + 0.5 * lowerGamma(0.5, half);
}

/** P(|Z| ≥ |z|), the two-sided p of a z statistic; precise far out in the tail (z = 21.7 → 3.5e-104). */
export function normalTwoSidedP(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

/**
 * The z with P(Z ≤ z) = p, for 0 < p < 1 (±∞ at the ends).
 *
 * Source: start value Abramowitz & Stegun 26.2.23, then Halley steps on the exact distribution.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z =
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3) -
    t;
  for (let step = 0; step < 4; step++) {
    const error = (normalCdf(z) - p) / density(z);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
