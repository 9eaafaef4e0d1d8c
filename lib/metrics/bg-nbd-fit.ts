import { logBeta, logGamma } from "@/lib/stats/log-gamma";
import { nelderMead } from "@/lib/stats/nelder-mead";

/** BG/NBD: purchases at gamma-distributed rates (r, alpha per week), dropping out at beta-distributed chances (a, b). */
export type BgNbd = { r: number; alpha: number; a: number; b: number };

export type BgNbdFit = BgNbd & { logLikelihood: number; customers: number; converged: boolean };

/** What the model needs of a customer: repeat purchase days, weeks to the last, weeks observed. */
export type BuyingHistory = { x: number; tx: number; t: number };

type Row = BuyingHistory & { n: number };

/**
 * Maximum likelihood fit of the BG/NBD model. Null where nobody bought again: then there is nothing to learn from.
 * Customers with the same history are counted once, so tens of thousands take seconds.
 *
 * Source: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275–284.
 * Example: CDNOW sample, 39 weeks → r 0.243, alpha 4.414, a 0.793, b 2.426, LL −9582.4.
 */
export function fitBgNbd(customers: Iterable<BuyingHistory>): BgNbdFit | null {
  const rows = countHistories(customers);
  if (!rows.some(({ x }) => x > 0)) return null;
  const total = rows.reduce((sum, { n }) => sum + n, 0);
  const loss = (logs: readonly number[]) => -logLikelihood(rows, parametersOf(logs)) / total;
  const { at, value, converged } = nelderMead(loss, [0, 0, 0, 0], { tolerance: 1e-12 });
  return { ...parametersOf(at), logLikelihood: -value * total, customers: total, converged };
}

/** Log-likelihood of the model over some customers. */
export function bgNbdLogLikelihood(customers: Iterable<BuyingHistory>, parameters: BgNbd): number {
  return logLikelihood(countHistories(customers), parameters);
}

/** Searched on logarithms, so that all four stay positive; kept within reason so that the search cannot run off. */
function parametersOf(logs: readonly number[]): BgNbd {
  const [r = 1, alpha = 1, a = 1, b = 1] = logs.map((log) => Math.exp(Math.max(-15, Math.min(15, log))));
  return { r, alpha, a, b };
}

function logLikelihood(rows: readonly Row[], { r, alpha, a, b }: BgNbd): number {
  const perPurchases = new Map<number, { constant: number; dropped: number }>();
  let total = 0;
  for (const { x, tx, t, n } of rows) {
    let shared = perPurchases.get(x);
    if (shared === undefined) {
      shared = {
        constant: logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + logBeta(a, b + x) - logBeta(a, b),
        dropped: x > 0 ? Math.log(a / (b + x - 1)) : -Infinity,
      };
      perPurchases.set(x, shared);
    }
    const alive = -(r + x) * Math.log(alpha + t);
    const dropped = shared.dropped - (r + x) * Math.log(alpha + tx);
    const larger = Math.max(alive, dropped);
    total += n * (shared.constant + larger + Math.log1p(Math.exp(Math.min(alive, dropped) - larger)));
  }
  return total;
}

function countHistories(customers: Iterable<BuyingHistory>): Row[] {
  const rows = new Map<string, Row>();
  for (const { x, tx, t } of customers) {
    const key = `${x} ${tx} ${t}`;
    const row = rows.get(key);
    if (row) row.n++;
    else rows.set(key, { x, tx, t, n: 1 });
  }
  return [...rows.values()];
}
