import { shareDeviations } from "@/lib/metrics/driver-ranges";
import { RESAMPLES, weightsAgainstChance } from "@/lib/metrics/driver-significance";
import { centred, correlations, correlationsOfProducts, onceEach } from "@/lib/stats/correlation";
import { type Interval, interval } from "@/lib/stats/interval";
import { lmg } from "@/lib/stats/lmg";
import { Matrix } from "@/lib/stats/matrix";
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
  /** Range of the headline share; null where the significance was not asked for. */
  range: Interval | null;
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
 * Sums over complete cases as a database counts them: the columns in their order, the outcome last; `products` holds
 * the sum of each column times each.
 */
export type CrossProducts = { n: number; sums: readonly number[]; products: Matrix };

/** Some of the complete cases, each with the values of all columns, the outcome last. */
export type SampledCases = readonly (readonly number[])[];

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
    const one = [...columns.map(({ values }) => values[i] ?? null), y];
    return one.includes(null) ? [] : [one.map((value) => value ?? 0)];
  });
  const all = [...columns, null].map((_, j) => complete.map((one) => one[j] ?? 0));
  const moments = all.map((values) => momentsOf(values));
  return analyse(
    columns.map(({ key }) => key),
    {
      n: complete.length,
      incomplete: outcome.length - complete.length,
      means: moments.map((one) => one?.mean ?? 0),
      variances: moments.map((one) => one?.variance ?? 0),
      relatedOf: (kept) => correlations(centred(kept.map((j) => all[j] ?? [])), onceEach(complete.length)),
      sample: complete,
      resamples,
    },
  );
}

/**
 * The same from sums that the database counted over all complete cases, however many. What needs single cases, the
 * ranges and the significance, is found by a sample of them: a range is as wide as all cases allow (m out of n
 * bootstrap), the significance as careful as the sample is small.
 */
export function keyDriversOfProducts(
  keys: readonly string[],
  given: CrossProducts,
  {
    incomplete = 0,
    sample,
    resamples = RESAMPLES,
  }: { incomplete?: number; sample: SampledCases; resamples?: number },
): DriverAnalysis {
  const { n, sums, products } = given;
  const means = sums.map((sum) => (n > 0 ? sum / n : 0));
  const variances = sums.map((sum, j) =>
    n > 1 ? Math.max(0, (products.get(j, j) - (sum * sum) / n) / (n - 1)) : 0,
  );
  return analyse(keys, {
    n,
    incomplete,
    means,
    // What is left of equal numbers by rounding is no variance.
    variances: variances.map((variance, j) => (variance > 1e-12 * (products.get(j, j) / n) ? variance : 0)),
    relatedOf: (kept) =>
      correlationsOfProducts(
        n,
        kept.map((j) => sums[j] ?? 0),
        chosen(products, kept),
      ),
    sample,
    resamples,
  });
}

function chosen(matrix: Matrix, kept: readonly number[]): Matrix {
  const part = new Matrix(kept.length, kept.length);
  kept.forEach((j, a) => {
    kept.forEach((k, b) => {
      part.set(a, b, matrix.get(j, k));
    });
  });
  return part;
}

/** Everything by column, the outcome last. */
type Cases = {
  n: number;
  incomplete: number;
  means: readonly number[];
  variances: readonly number[];
  relatedOf: (kept: readonly number[]) => Matrix;
  sample: SampledCases;
  resamples: number;
};

function analyse(keys: readonly string[], cases: Cases): DriverAnalysis {
  const { n, incomplete, variances } = cases;
  const last = keys.length;
  const varying = keys.flatMap((_, j) => ((variances[j] ?? 0) > 0 ? [j] : []));
  const analysis = {
    n,
    incomplete,
    needed: 10 * keys.length,
    constant: keys.filter((_, j) => !varying.includes(j)),
  };
  const possible = n >= analysis.needed && varying.length > 0 && (variances[last] ?? 0) > 0;
  return { ...analysis, result: possible ? divide(keys, varying, cases) : null };
}

function divide(keys: readonly string[], varying: readonly number[], cases: Cases) {
  const { n, means, variances, sample, resamples } = cases;
  const p = varying.length;
  const outcome = keys.length;
  const related = cases.relatedOf([...varying, outcome]);
  const johnson = relativeWeights(related);
  const headline = p <= MOST_LMG_DRIVERS ? ("lmg" as const) : ("johnson" as const);
  const byLmg = headline === "lmg" ? lmg(related) : null;
  const values = varying.map((j) => sample.map((one) => one[j] ?? 0));
  const ys = sample.map((one) => one[outcome] ?? 0);
  const surplus = resamples > 0 ? weightsAgainstChance(values, ys, resamples) : null;
  const deviations = resamples > 0 ? shareDeviations(values, ys, headline) : null;
  const narrower = Math.sqrt(Math.min(1, sample.length / n));
  const shareOf = (part: number | null) => (part !== null && johnson.r2 > 0 ? part / johnson.r2 : null);
  const sdOf = (j: number) => Math.sqrt(variances[j] ?? 0);
  const drivers = varying.map((j, at): Driver => {
    const correlation = related.get(at, p);
    const beta = johnson.betas[at] ?? 0;
    const part = byLmg?.[at] ?? null;
    const weight = johnson.weights[at] ?? 0;
    const chance = surplus?.[at] ?? null;
    return {
      key: keys[j] ?? "",
      mean: means[j] ?? 0,
      correlation,
      beta,
      coefficient: (beta * sdOf(outcome)) / sdOf(j),
      lmg: part,
      lmgShare: shareOf(part),
      johnson: weight,
      johnsonShare: shareOf(weight),
      range: rangeOf(shareOf(part ?? weight), deviations?.[at] ?? null, narrower),
      surplus: chance,
      significant: chance && chance.low > 0,
      suppressor: beta < 0 && correlation >= 0,
      rank: null,
    };
  });
  return {
    r2: johnson.r2,
    adjustedR2: 1 - ((1 - johnson.r2) * (n - 1)) / (n - p - 1),
    headline,
    drivers: ranked(drivers),
  };
}

function rangeOf(share: number | null, deviation: Interval | null, narrower: number): Interval | null {
  if (share === null || deviation === null) return null;
  const bound = (by: number) => Math.min(1, Math.max(0, share + by * narrower));
  return interval(bound(Math.min(0, deviation.low)), bound(Math.max(0, deviation.high)));
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
