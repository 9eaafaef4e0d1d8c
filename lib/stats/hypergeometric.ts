/**
 * Gauss' hypergeometric function ₂F₁(a, b; c; z) for 0 ≤ z < 1, summed as its series.
 *
 * Source: Abramowitz & Stegun 15.1.1. Example: ₂F₁(1, 1; 2; ½) = 2 ln 2.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; k < 100_000; k++) {
    term *= ((a + k) * (b + k) * z) / ((c + k) * (k + 1));
    sum += term;
    // The terms may rise at first: they are over only once they fall, and what is left is a geometric rest.
    const ratio = ((a + k + 1) * (b + k + 1) * z) / ((c + k + 1) * (k + 2));
    if (Math.abs(ratio) < 1 && Math.abs(term) < 1e-15 * Math.abs(sum) * (1 - Math.abs(ratio))) break;
  }
  return sum;
}
