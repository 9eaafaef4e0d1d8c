import type { Matrix } from "@/lib/stats/matrix";

/**
 * LMG: each predictor's part of R², averaged over all orders in which predictors can enter (Shapley value).
 * From the correlations of the predictors with each other and with the outcome, which is the last column.
 * The parts add up to R². Work doubles with every predictor: up to about 15.
 *
 * Source: Lindeman, Merenda & Gold (1980); Grömping (2006), J. Statistical Software 17(1).
 */
export function lmg(correlations: Matrix): number[] {
  const p = correlations.rows - 1;
  const explained = explainedBySubset(correlations);
  const weights = subsetWeights(p);
  return Array.from({ length: p }, (_, j) => {
    const bit = 1 << j;
    let part = 0;
    for (let subset = 0; subset < 1 << p; subset++) {
      if (subset & bit) continue;
      const gain = (explained[subset | bit] ?? 0) - (explained[subset] ?? 0);
      part += (weights[bitsOf(subset)] ?? 0) * gain;
    }
    return part;
  });
}

/** R² of every subset of the predictors; bit j of the index says whether predictor j belongs to it. */
function explainedBySubset(correlations: Matrix): Float64Array {
  const p = correlations.rows - 1;
  const explained = new Float64Array(1 << p);
  const levels = Array.from({ length: p + 1 }, () => correlations.copy());
  const visit = (subset: number, first: number, depth: number) => {
    const current = levels[depth];
    const next = levels[depth + 1];
    if (!current || !next) return;
    for (let j = first; j < p; j++) {
      eliminate(current, next, j);
      const larger = subset | (1 << j);
      explained[larger] = 1 - next.get(p, p);
      visit(larger, j + 1, depth + 1);
    }
  };
  visit(0, 0, 0);
  return explained;
}

/** Takes predictor j out of the outcome and of all later predictors; one that adds nothing of its own changes nothing. */
function eliminate(from: Matrix, into: Matrix, j: number): void {
  const last = from.rows - 1;
  const pivot = from.get(j, j);
  for (let i = j + 1; i <= last; i++) {
    const factor = pivot > 1e-10 ? from.get(i, j) / pivot : 0;
    for (let k = j + 1; k <= last; k++) into.set(i, k, from.get(i, k) - factor * from.get(j, k));
  }
}

/** s! (p − 1 − s)! / p! for subsets of size s: the share of the orders in which exactly these come first. */
function subsetWeights(p: number): number[] {
  const weights = [1 / p];
  for (let s = 1; s < p; s++) weights.push(((weights[s - 1] ?? 0) * s) / (p - s));
  return weights;
}

function bitsOf(subset: number): number {
  let bits = 0;
  for (let rest = subset; rest > 0; rest &= rest - 1) bits++;
  return bits;
}
