import { upperGamma } from "@/lib/stats/incomplete-gamma";

/** P(X ≥ x) of a chi-square variable with `df` degrees of freedom. Example: chiSquareP(3.841459, 1) = 0.05. */
export function chiSquareP(x: number, df: number): number {
  return upperGamma(df / 2, x / 2);
}
