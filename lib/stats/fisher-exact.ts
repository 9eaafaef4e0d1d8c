import { logGamma } from "@/lib/stats/log-gamma";

/**
 * Fisher's exact test of two shares, two-sided: the probability, with both margins fixed, of all tables
 * that are at most as likely as the one seen.
 *
 * Source: Fisher (1935); the two-sided rule and its tolerance as in R's fisher.test.
 * Example: 3 of 4 against 1 of 4 (the lady tasting tea): p = 0.4857.
 */
export function fisherExactP(a: { k: number; n: number }, b: { k: number; n: number }): number {
  const hits = a.k + b.k;
  const least = Math.max(0, hits - b.n);
  const most = Math.min(a.n, hits);
  const all = logChoose(a.n + b.n, hits);
  const likelihood = (k: number) => Math.exp(logChoose(a.n, k) + logChoose(b.n, hits - k) - all);
  const seen = likelihood(a.k) * (1 + 1e-7);
  let p = 0;
  for (let k = least; k <= most; k++) {
    const probability = likelihood(k);
    if (probability <= seen) p += probability;
  }
  return Math.min(1, p);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
