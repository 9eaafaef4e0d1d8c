import type { BgNbd, BuyingHistory } from "@/lib/metrics/bg-nbd-fit";
import { hypergeometric } from "@/lib/stats/hypergeometric";
import { logBeta, logGamma } from "@/lib/stats/log-gamma";

/**
 * Probability that a customer is still buying, 0…1. The model cannot see a customer drop out before the first
 * repeat purchase, so it is 1 there.
 *
 * Source: Fader, Hardie & Lee (2005); Fader & Hardie (2008), note on P(alive). Example: x 2, tx 30.43, t 38.86 → 0.7266.
 */
export function probabilityAlive({ r, alpha, a, b }: BgNbd, { x, tx, t }: BuyingHistory): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * Math.exp((r + x) * Math.log((alpha + t) / (alpha + tx))));
}

/**
 * Purchase days to expect of a customer in the next `weeks`, given its history.
 *
 * Source: Fader, Hardie & Lee (2005), formula 10. Example: x 2, tx 30.43, t 38.86, 39 weeks → 1.226.
 */
export function expectedPurchases(model: BgNbd, history: BuyingHistory, weeks: number): number {
  const { r, alpha, b } = model;
  const { x, t } = history;
  const a = awayFromOne(model.a);
  const growth =
    1 -
    ((alpha + t) / (alpha + t + weeks)) ** (r + x) *
      hypergeometric(r + x, b + x, a + b + x - 1, weeks / (alpha + t + weeks));
  return ((a + b + x - 1) / (a - 1)) * growth * probabilityAlive(model, history);
}

/** Repeat purchase days to expect of a new customer in the first `weeks`. Example: CDNOW, 78 weeks → 1.858. */
export function expectedOfNew(model: BgNbd, weeks: number): number {
  const { r, alpha, b } = model;
  const a = awayFromOne(model.a);
  const growth =
    1 - (alpha / (alpha + weeks)) ** r * hypergeometric(r, b, a + b - 1, weeks / (alpha + weeks));
  return ((a + b - 1) / (a - 1)) * growth;
}

/**
 * Probability of exactly `x` repeat purchase days of a new customer in the first `weeks`: what the model says of the
 * distribution, to be held against what was counted.
 *
 * Source: Fader, Hardie & Lee (2005), formula 8.
 */
export function probabilityOfPurchases({ r, alpha, a, b }: BgNbd, x: number, weeks: number): number {
  const share = weeks / (alpha + weeks);
  const term = (j: number) =>
    Math.exp(logGamma(r + j) - logGamma(r) - logGamma(j + 1) + r * Math.log(alpha / (alpha + weeks))) *
    share ** j;
  const still = Math.exp(logBeta(a, b + x) - logBeta(a, b)) * term(x);
  if (x === 0) return still;
  // The rest of a negative binomial is an incomplete beta, but x is small: the plain sum is exact enough.
  let below = 0;
  for (let j = 0; j < x; j++) below += term(j);
  return still + Math.exp(logBeta(a + 1, b + x - 1) - logBeta(a, b)) * (1 - below);
}

/** At a = 1 the formulae divide by 0 though their limit exists; a hair beside it they are as good. */
function awayFromOne(a: number): number {
  return Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
}
