import { MetricError } from "@/lib/metrics/metric-error";
import { hypergeometric } from "@/lib/stats/hypergeometric";
import { nelderMead } from "@/lib/stats/nelder-mead";

/** Each customer leaves at every renewal with its own constant chance; the chances are beta-distributed (alpha, beta). */
export type ShiftedBetaGeometric = { alpha: number; beta: number };

export type ShiftedBetaGeometricFit = ShiftedBetaGeometric & { logLikelihood: number; converged: boolean };

/**
 * Maximum likelihood fit to cohorts with contracts. A cohort is its number of customers at the start and after each
 * period: [1000, 869, 743, …]. Null where nobody left. Throws MetricError `badInput` if a cohort grows.
 *
 * Source: Fader & Hardie (2007), How to Project Customer Retention, J. Interactive Marketing 21(1), 76–90.
 * Example: High End, seven years → alpha 0.668, beta 3.806, LL −1611.2.
 */
export function fitShiftedBetaGeometric(
  cohorts: readonly (readonly number[])[],
): ShiftedBetaGeometricFit | null {
  const { lost, kept } = countPeriods(cohorts);
  const all = sum(lost) + sum(kept);
  if (sum(lost) === 0) return null;
  const parametersOf = (logs: readonly number[]): ShiftedBetaGeometric => {
    const [alpha = 1, beta = 1] = logs.map((log) => Math.exp(Math.max(-15, Math.min(15, log))));
    return { alpha, beta };
  };
  const logLikelihood = ({ alpha, beta }: ShiftedBetaGeometric) => {
    let survived = 0;
    let total = 0;
    lost.forEach((left, i) => {
      total += left * (survived + Math.log(alpha / (alpha + beta + i)));
      survived += Math.log((beta + i) / (alpha + beta + i));
      total += (kept[i] ?? 0) * survived;
    });
    return total;
  };
  const { at, value, converged } = nelderMead((logs) => -logLikelihood(parametersOf(logs)) / all, [0, 1], {
    tolerance: 1e-13,
  });
  return { ...parametersOf(at), logLikelihood: -value * all, converged };
}

/** Share of a cohort that is still there after `periods`, 0…1. */
export function survivalAfter({ alpha, beta }: ShiftedBetaGeometric, periods: number): number {
  let share = 1;
  for (let i = 0; i < periods; i++) share *= (beta + i) / (alpha + beta + i);
  return share;
}

/** Share of those there after `period − 1` periods who are there after `period`; it rises as the fickle leave. */
export function retentionRate({ alpha, beta }: ShiftedBetaGeometric, period: number): number {
  return (beta + period - 1) / (alpha + beta + period - 1);
}

/**
 * Discounted expected residual lifetime, in periods, of customers who have survived `periods` and are about to renew.
 * `discount` per period, above 0.
 *
 * Source: Fader & Hardie (2010), Customer-Base Valuation in a Contractual Setting, Marketing Science 29(1).
 * Example: High End after seven years at 10 % → 7.53.
 */
export function residualLifetime(
  { alpha, beta }: ShiftedBetaGeometric,
  periods: number,
  discount: number,
): number {
  return (
    retentionRate({ alpha, beta }, periods + 1) *
    hypergeometric(1, beta + periods + 1, alpha + beta + periods + 1, 1 / (1 + discount))
  );
}

/** Over all cohorts: who left in each period, and who was last seen after it. */
function countPeriods(cohorts: readonly (readonly number[])[]): { lost: number[]; kept: number[] } {
  const periods = Math.max(0, ...cohorts.map((cohort) => cohort.length - 1));
  const lost = new Array<number>(periods).fill(0);
  const kept = new Array<number>(periods).fill(0);
  for (const cohort of cohorts)
    cohort.slice(1).forEach((alive, i) => {
      const before = cohort[i] ?? 0;
      if (alive > before || alive < 0)
        throw new MetricError("badInput", `A cohort cannot go from ${before} to ${alive}`);
      lost[i] = (lost[i] ?? 0) + before - alive;
      if (i === cohort.length - 2) kept[i] = (kept[i] ?? 0) + alive;
    });
  return { lost, kept };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
