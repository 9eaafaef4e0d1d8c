import { logGamma } from "@/lib/stats/log-gamma";
import { nelderMead } from "@/lib/stats/nelder-mead";

/** Spend per purchase varies around a customer's own mean (shape p), the means among customers (shape q, scale v). */
export type GammaGamma = { p: number; q: number; v: number };

export type GammaGammaFit = GammaGamma & { logLikelihood: number; customers: number; converged: boolean };

/** What the model needs of a customer: repeat purchase days and the mean spend on them, in any one unit of money. */
export type SpendHistory = { x: number; meanSpend: number | null };

/**
 * Maximum likelihood fit over customers with a repeat purchase and a spend above 0; null with fewer than two of them.
 *
 * Source: Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value (note 025).
 * Example: CDNOW sample, 946 customers, dollars → p 6.25, q 3.74, v 15.44.
 */
export function fitGammaGamma(customers: Iterable<SpendHistory>): GammaGammaFit | null {
  const rows = [...customers].flatMap(({ x, meanSpend }) =>
    x > 0 && meanSpend !== null && meanSpend > 0 ? [{ x, spend: meanSpend }] : [],
  );
  if (rows.length < 2) return null;
  // Fitted in units of the mean spend, so that the search starts near, whatever the currency.
  const unit = rows.reduce((sum, { spend }) => sum + spend, 0) / rows.length;
  const scaled = rows.map(({ x, spend }) => ({ x, spend: spend / unit }));
  const loss = (logs: readonly number[]) => -logLikelihood(scaled, parametersOf(logs)) / rows.length;
  const { at, value, converged } = nelderMead(loss, [1, 1, 0], { tolerance: 1e-12 });
  const { p, q, v } = parametersOf(at);
  return {
    p,
    q,
    v: v * unit,
    logLikelihood: -value * rows.length - rows.length * Math.log(unit),
    customers: rows.length,
    converged,
  };
}

/**
 * Mean spend per purchase to expect of a customer: between its own mean and that of all, the nearer to its own the
 * more it has bought. Null where the mean of all does not exist (q ≤ 1).
 *
 * Example: p 6.25, q 3.74, v 15.44, x 2 at 22.35 → 24.65.
 */
export function expectedSpend({ p, q, v }: GammaGamma, { x, meanSpend }: SpendHistory): number | null {
  const purchases = meanSpend === null ? 0 : x;
  if (p * purchases + q <= 1) return null;
  return (p * (v + purchases * (meanSpend ?? 0))) / (p * purchases + q - 1);
}

function parametersOf(logs: readonly number[]): GammaGamma {
  const [p = 1, q = 1, v = 1] = logs.map((log) => Math.exp(Math.max(-15, Math.min(15, log))));
  return { p, q, v };
}

function logLikelihood(rows: readonly { x: number; spend: number }[], { p, q, v }: GammaGamma): number {
  const ofAll = q * Math.log(v) - logGamma(q);
  return rows.reduce(
    (sum, { x, spend }) =>
      sum +
      ofAll +
      logGamma(p * x + q) -
      logGamma(p * x) +
      (p * x - 1) * Math.log(spend) +
      p * x * Math.log(x) -
      (p * x + q) * Math.log(v + x * spend),
    0,
  );
}
