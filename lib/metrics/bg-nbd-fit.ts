import { type BuyingHistory, CountedHistories } from "@/lib/metrics/counted-histories";
import { logBeta, logGamma } from "@/lib/stats/log-gamma";
import { nelderMead } from "@/lib/stats/nelder-mead";

/** BG/NBD: purchases at gamma-distributed rates (r, alpha per week), dropping out at beta-distributed chances (a, b). */
export type BgNbd = { r: number; alpha: number; a: number; b: number };

export type BgNbdFit = BgNbd & { logLikelihood: number; customers: number; converged: boolean };

export type { BuyingHistory };

/**
 * Maximum likelihood fit of the BG/NBD model. Null where nobody bought again: then there is nothing to learn from.
 * Customers with the same history are counted once, so tens of thousands take seconds; of millions the counts are handed in.
 *
 * Source: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275–284.
 * Example: CDNOW sample, 39 weeks → r 0.243, alpha 4.414, a 0.793, b 2.426, LL −9582.4.
 */
export function fitBgNbd(customers: Iterable<BuyingHistory> | CountedHistories): BgNbdFit | null {
  const histories = customers instanceof CountedHistories ? customers : CountedHistories.of(customers);
  if (histories.mostPurchases === 0) return null;
  const total = histories.customers;
  const loss = (logs: readonly number[]) => -logLikelihood(histories, parametersOf(logs)) / total;
  const { at, value, converged } = nelderMead(loss, [0, 0, 0, 0], { tolerance: 1e-12 });
  return { ...parametersOf(at), logLikelihood: -value * total, customers: total, converged };
}

/** Log-likelihood of the model over some customers. */
export function bgNbdLogLikelihood(customers: Iterable<BuyingHistory>, parameters: BgNbd): number {
  return logLikelihood(CountedHistories.of(customers), parameters);
}

/** Searched on logarithms, so that all four stay positive; kept within reason so that the search cannot run off. */
function parametersOf(logs: readonly number[]): BgNbd {
  const [r = 1, alpha = 1, a = 1, b = 1] = logs.map((log) => Math.exp(Math.max(-15, Math.min(15, log))));
  return { r, alpha, a, b };
}

function logLikelihood(histories: CountedHistories, { r, alpha, a, b }: BgNbd): number {
  const { x: purchases, tx, t, n } = histories.read();
  const logs = Float64Array.from(histories.weeks, (weeks) => Math.log(alpha + weeks));
  const most = histories.mostPurchases + 1;
  const constant = new Float64Array(most).fill(Number.NaN);
  const gone = new Float64Array(most);
  let total = 0;
  for (let i = 0; i < histories.length; i++) {
    const x = purchases[i] ?? 0;
    if (Number.isNaN(constant[x])) {
      constant[x] = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + logBeta(a, b + x) - logBeta(a, b);
      gone[x] = x > 0 ? Math.log(a / (b + x - 1)) : -Infinity;
    }
    const alive = -(r + x) * (logs[t[i] ?? 0] ?? 0);
    const dropped = (gone[x] ?? 0) - (r + x) * (logs[tx[i] ?? 0] ?? 0);
    const larger = Math.max(alive, dropped);
    const both = larger + Math.log1p(Math.exp(Math.min(alive, dropped) - larger));
    total += (n[i] ?? 0) * ((constant[x] ?? 0) + both);
  }
  return total;
}
