import { Matrix } from "@/lib/stats/matrix";

/**
 * The x with a · x = b, by Gaussian elimination with partial pivoting; null where `a` is singular.
 */
export function solve(a: Matrix, b: readonly number[]): number[] | null {
  const n = a.rows;
  const work = new Matrix(n, n + 1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) work.set(i, j, a.get(i, j));
    work.set(i, n, b[i] ?? Number.NaN);
  }
  const largest = a.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  for (let k = 0; k < n; k++) {
    const pivot = pivotRow(work, k);
    if (!(Math.abs(work.get(pivot, k)) > 1e-13 * largest)) return null;
    swapRows(work, k, pivot);
    for (let i = k + 1; i < n; i++) {
      const factor = work.get(i, k) / work.get(k, k);
      for (let j = k; j <= n; j++) work.add(i, j, -factor * work.get(k, j));
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = work.get(i, n);
    for (let j = i + 1; j < n; j++) rest -= work.get(i, j) * (x[j] ?? 0);
    x[i] = rest / work.get(i, i);
  }
  return x;
}

function pivotRow(work: Matrix, k: number): number {
  let best = k;
  for (let i = k + 1; i < work.rows; i++)
    if (Math.abs(work.get(i, k)) > Math.abs(work.get(best, k))) best = i;
  return best;
}

function swapRows(work: Matrix, a: number, b: number): void {
  for (let j = 0; j < work.cols && a !== b; j++) {
    const kept = work.get(a, j);
    work.set(a, j, work.get(b, j));
    work.set(b, j, kept);
  }
}
