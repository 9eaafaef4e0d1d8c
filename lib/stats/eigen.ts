import { Matrix } from "@/lib/stats/matrix";

/** Eigenvalues of a symmetric matrix and, in the same order, its eigenvectors as columns. */
export type Eigen = { values: number[]; vectors: Matrix };

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations; made for the small ones of correlations.
 *
 * Source: Golub & Van Loan, Matrix Computations, 8.5.
 */
export function symmetricEigen(symmetric: Matrix): Eigen {
  const n = symmetric.rows;
  const a = symmetric.copy();
  const vectors = new Matrix(n, n);
  for (let i = 0; i < n; i++) vectors.set(i, i, 1);
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) off += a.get(i, j) ** 2;
    if (off < 1e-24) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, p, q);
  }
  return { values: Array.from({ length: n }, (_, i) => a.get(i, i)), vectors };
}

/** Turns the plane of p and q so that their element becomes 0. */
function rotate(a: Matrix, vectors: Matrix, p: number, q: number): void {
  const apq = a.get(p, q);
  if (apq === 0) return;
  const theta = (a.get(q, q) - a.get(p, p)) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < a.rows; k++) {
    const [akp, akq] = [a.get(k, p), a.get(k, q)];
    a.set(k, p, c * akp - s * akq);
    a.set(k, q, s * akp + c * akq);
  }
  for (let k = 0; k < a.rows; k++) {
    const [apk, aqk] = [a.get(p, k), a.get(q, k)];
    a.set(p, k, c * apk - s * aqk);
    a.set(q, k, s * apk + c * aqk);
    const [vkp, vkq] = [vectors.get(k, p), vectors.get(k, q)];
    vectors.set(k, p, c * vkp - s * vkq);
    vectors.set(k, q, s * vkp + c * vkq);
  }
}
