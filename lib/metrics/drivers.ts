import { RESAMPLES, weightsAgainstChance } from "@/lib/metrics/driver-significance";
import { centred, correlations, onceEach } from "@/lib/stats/correlation";
import type { Interval } from "@/lib/stats/interval";
import { lmg } from "@/lib/stats/lmg";
import { momentsOf } from "@/lib/stats/moments";
import { relativeWeights } from "@/lib/stats/relative-weights";

/** Answers of the same people in the same order: what they gave a touchpoint, null where they gave nothing. */
export type DriverColumn = { key: string; values: readonly (number | null)[] };

/** How closely a touchpoint is tied to the outcome. Tied to it, not its cause. */
export type Driver = {
  key: string;
  mean: number;
  /** Correlation with the outcome, standardised and plain regression coefficient. */
  correlation: number;
  beta: number;
  coefficient: number;
  /** Part of R² and share of R² (0…1, null where R² is 0). LMG is null above 15 drivers. */
  lmg: number | null;
  lmgShare: number | null;
  johnson: number;
  johnsonShare: number | null;
  /** Of (Johnson weight − weight of a random variable); null where it was not asked for. */
  surplus: Interval | null;
  significant: boolean | null;
  /** Its coefficient is negative although it goes along with the outcome: it only corrects the others. */
  suppressor: boolean;
  /** 1 = tied most closely, by the headline share; null for those that are not significant. */
  rank: number | null;
};

export type DriverAnalysis = {
  /** Complete cases, cases left out because an answer is missing, cases needed for a result. */
  n: number;
  incomplete: number;
  needed: number;
  /** Columns left out because everybody gave the same answer. */
  constant: string[];
  /** Null with too few complete cases, no drivers, or an outcome on which all agree. */
  result: { r2: number; adjustedR2: number; headline: "lmg" | "johnson"; drivers: Driver[] } | null;
};

/** Up to this number of drivers LMG is the headline; above it, Johnson's relative weights. */
export const MOST_LMG_DRIVERS = 15;

/**
 * Key drivers: the outcome regressed on touchpoint ratings over complete cases, R² divided among them.
 * No result below 10 complete cases per driver. `resamples` 0 leaves out the significance (and then ranks all).
 *
 * Source: see `lmg`, `relativeWeights`, `weightsAgainstChance`.
 */
export function keyDrivers(
  outcome: readonly (number | null)[],
  columns: readonly DriverColumn[],
  { resamples = RESAMPLES }: { resamples?: number } = {},
): DriverAnalysis {
  const complete = outcome.flatMap((y, i) => {
    const xs = columns.map(({ values }) => values[i] ?? null);
    return y === null || xs.includes(null) ? [] : [{ y, xs: xs.map((x) => x ?? 0) }];
  });
  const all = columns.map(({ key }, j) => ({ key, values: complete.map(({ xs }) => xs[j] ?? 0) }));
  const varying = all.filter(({ values }) => (momentsOf(values)?.variance ?? 0) > 0);
  const ys = complete.map(({ y }) => y);
  const analysis = {
    n: complete.length,
    incomplete: outcome.length - complete.length,
    needed: 10 * columns.length,
    constant: all.filter((column) => !varying.includes(column)).map(({ key }) => key),
  };
  const possible =
    complete.length >= analysis.needed && varying.length > 0 && (momentsOf(ys)?.variance ?? 0) > 0;
  return { ...analysis, result: possible ? analyse(ys, varying, resamples) : null };
}

function analyse(ys: number[], columns: { key: string; values: number[] }[], resamples: number) {
  const n = ys.length;
  const p = columns.length;
  const values = columns.map((column) => column.values);
  const related = correlations(centred([...values, ys]), onceEach(n));
  const johnson = relativeWeights(related);
  const byLmg = p <= MOST_LMG_DRIVERS ? lmg(related) : null;
  const surplus = resamples > 0 ? weightsAgainstChance(values, ys, resamples) : null;
  const shareOf = (part: number) => (johnson.r2 > 0 ? part / johnson.r2 : null);
  const sdOf = (column: readonly number[]) => Math.sqrt(momentsOf(column)?.variance ?? 0);
  const drivers = columns.map(({ key, values: column }, j): Driver => {
    const correlation = related.get(j, p);
    const beta = johnson.betas[j] ?? 0;
    const part = byLmg?.[j] ?? null;
    const chance = surplus?.[j] ?? null;
    return {
      key,
      mean: momentsOf(column)?.mean ?? 0,
      correlation,
      beta,
      coefficient: (beta * sdOf(ys)) / sdOf(column),
      lmg: part,
      lmgShare: part === null ? null : shareOf(part),
      johnson: johnson.weights[j] ?? 0,
      johnsonShare: shareOf(johnson.weights[j] ?? 0),
      surplus: chance,
      significant: chance && chance.low > 0,
      suppressor: beta < 0 && correlation >= 0,
      rank: null,
    };
  });
  return {
    r2: johnson.r2,
    adjustedR2: 1 - ((1 - johnson.r2) * (n - 1)) / (n - p - 1),
    headline: byLmg === null ? ("johnson" as const) : ("lmg" as const),
    drivers: ranked(drivers),
  };
}

/** Closest tie first; who is not significant stands behind, without a rank. */
function ranked(drivers: readonly Driver[]): Driver[] {
  const headline = (driver: Driver) => driver.lmg ?? driver.johnson;
  const byTie = [...drivers].sort((a, b) => headline(b) - headline(a));
  const [certain, others] = [true, false].map((is) =>
    byTie.filter((driver) => (driver.significant !== false) === is),
  );
  return [...(certain ?? []).map((driver, i) => ({ ...driver, rank: i + 1 })), ...(others ?? [])];
}
