import { Matrix } from "@/lib/stats/matrix";

/**
 * Pearson correlations of the columns of a matrix (one row a case), each case counted `weights[i]` times.
 * A column that does not vary correlates 0 with the others. Columns are best centred beforehand: sums stay small.
 */
export function correlations(cases: Matrix, weights: Float64Array): Matrix {
  const { rows, cols, data } = cases;
  const sums = new Float64Array(cols);
  const products = new Matrix(cols, cols);
  const cross = products.data;
  let n = 0;
  for (let i = 0; i < rows; i++) {
    const weight = at(weights, i);
    if (weight === 0) continue;
    n += weight;
    const row = i * cols;
    for (let j = 0; j < cols; j++) {
      const x = weight * at(data, row + j);
      sums[j] = at(sums, j) + x;
      const line = j * cols;
      for (let k = 0; k <= j; k++) cross[line + k] = at(cross, line + k) + x * at(data, row + k);
    }
  }
  const covariance = (j: number, k: number) => products.get(j, k) / n - (at(sums, j) / n) * (at(sums, k) / n);
  const sds = Array.from({ length: cols }, (_, j) => {
    const variance = covariance(j, j);
    return variance > 1e-12 * (products.get(j, j) / n) ? Math.sqrt(variance) : 0;
  });
  return fromCovariance(covariance, sds);
}

function fromCovariance(covariance: (j: number, k: number) => number, sds: readonly number[]): Matrix {
  const result = new Matrix(sds.length, sds.length);
  for (let j = 0; j < sds.length; j++) {
    result.set(j, j, 1);
    for (let k = 0; k < j; k++) {
      const scale = (sds[j] ?? 0) * (sds[k] ?? 0);
      const r = scale === 0 ? 0 : Math.max(-1, Math.min(1, covariance(j, k) / scale));
      result.set(j, k, r);
      result.set(k, j, r);
    }
  }
  return result;
}

/** The same from what a database has summed up: of `n` cases the sum of each column, and of each column times each. */
export function correlationsOfProducts(n: number, sums: readonly number[], products: Matrix): Matrix {
  const covariance = (j: number, k: number) =>
    products.get(j, k) / n - ((sums[j] ?? 0) / n) * ((sums[k] ?? 0) / n);
  const sds = sums.map((_, j) => {
    const variance = covariance(j, j);
    return variance > 1e-12 * (products.get(j, j) / n) ? Math.sqrt(variance) : 0;
  });
  return fromCovariance(covariance, sds);
}

/** Columns of equal length as the rows of a matrix, each column less its mean. */
export function centred(columns: readonly (readonly number[])[]): Matrix {
  const cases = new Matrix(columns[0]?.length ?? 0, columns.length);
  columns.forEach((column, j) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    column.forEach((x, i) => {
      cases.set(i, j, x - mean);
    });
  });
  return cases;
}

/** Each case once. */
export function onceEach(cases: number): Float64Array {
  return new Float64Array(cases).fill(1);
}

/** The indices of the loops above never leave the array; saying so keeps them fast. */
function at(array: Float64Array, i: number): number {
  return array[i] as number;
}
