import type { LifetimesAt } from "@/lib/metrics/survival";
import { chiSquareP } from "@/lib/stats/chi-square";
import { Matrix } from "@/lib/stats/matrix";
import { solve } from "@/lib/stats/solve";

/** Whether survival differs between groups. `p` is small where it does. */
export type LogRank = {
  groups: { key: string; observed: number; expected: number }[];
  chiSquare: number;
  df: number;
  p: number;
};

/**
 * Log-rank test between two or more groups; null where there is nothing to compare (one group, no events).
 *
 * Source: Mantel (1966); as survdiff of R's survival. Example: aml, maintained or not: χ² 3.396, p 0.065.
 */
export function logRank(groups: readonly { key: string; counts: readonly LifetimesAt[] }[]): LogRank | null {
  const present = groups.filter(({ counts }) => counts.length > 0);
  const k = present.length;
  if (k < 2) return null;
  const atRisk = present.map(({ counts }) => counts.reduce((sum, at) => sum + at.events + at.censored, 0));
  const observed = new Array<number>(k).fill(0);
  const expected = new Array<number>(k).fill(0);
  const variance = new Matrix(k - 1, k - 1);
  for (const leaving of byTime(present)) {
    const n = sum(atRisk);
    const d = sum(leaving.map(({ events }) => events));
    leaving.forEach(({ events }, i) => {
      observed[i] = (observed[i] ?? 0) + events;
      expected[i] = (expected[i] ?? 0) + (d * (atRisk[i] ?? 0)) / n;
    });
    if (d > 0 && n > 1) addVariance(variance, atRisk, n, d);
    leaving.forEach(({ events, censored }, i) => {
      atRisk[i] = (atRisk[i] ?? 0) - events - censored;
    });
  }
  const surplus = observed.slice(0, k - 1).map((seen, i) => seen - (expected[i] ?? 0));
  const solved = solve(variance, surplus);
  if (solved === null) return null;
  const chiSquare = solved.reduce((total, x, i) => total + x * (surplus[i] ?? 0), 0);
  return {
    groups: present.map(({ key }, i) => ({ key, observed: observed[i] ?? 0, expected: expected[i] ?? 0 })),
    chiSquare,
    df: k - 1,
    p: chiSquareP(chiSquare, k - 1),
  };
}

/** Who leaves each group at each time, in order of time. */
function byTime(groups: readonly { counts: readonly LifetimesAt[] }[]): LifetimesAt[][] {
  const times = new Map<number, LifetimesAt[]>();
  groups.forEach(({ counts }, i) => {
    for (const at of counts) {
      const all = times.get(at.time) ?? groups.map(() => ({ time: at.time, events: 0, censored: 0 }));
      all[i] = at;
      times.set(at.time, all);
    }
  });
  return [...times].sort(([a], [b]) => a - b).map(([, all]) => all);
}

/** Covariance of the events of each group at one time (hypergeometric). */
function addVariance(variance: Matrix, atRisk: readonly number[], n: number, d: number): void {
  const factor = (d * (n - d)) / (n - 1);
  for (let i = 0; i < variance.rows; i++)
    for (let j = 0; j < variance.cols; j++) {
      const [shareI, shareJ] = [(atRisk[i] ?? 0) / n, (atRisk[j] ?? 0) / n];
      variance.add(i, j, factor * shareI * ((i === j ? 1 : 0) - shareJ));
    }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
