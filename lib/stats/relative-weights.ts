import { symmetricEigen } from "@/lib/stats/eigen";
import { Matrix } from "@/lib/stats/matrix";

/** Predictors that depend on each other leave eigenvalues of (nearly) 0; nothing can be divided among them. */
const LEAST_EIGENVALUE = 1e-10;

/** Standardised regression coefficients and R² of the same regression. */
export type RelativeWeights = { weights: number[]; betas: number[]; r2: number };

/**
 * Johnson's relative weights: each predictor's part of R², by way of uncorrelated stand-ins of the predictors.
 * From correlations as for `lmg`, the outcome last. The weights add up to R².
 *
 * Source: Johnson (2000), Multivariate Behavioral Research 35, 1–19. Example: mpg ~ cyl + disp + hp + wt →
 * 0.2097, 0.1883, 0.1800, 0.2707.
 */
export function relativeWeights(correlations: Matrix): RelativeWeights {
  const p = correlations.rows - 1;
  const { values, vectors } = symmetricEigen(predictorsOf(correlations));
  const outcome = Array.from({ length: p }, (_, j) => correlations.get(j, p));
  const betas = new Array<number>(p).fill(0);
  const standIns = new Array<number>(p).fill(0);
  const root = new Matrix(p, p);
  values.forEach((value, e) => {
    if (value < LEAST_EIGENVALUE) return;
    const along = outcome.reduce((sum, r, j) => sum + vectors.get(j, e) * r, 0);
    for (let j = 0; j < p; j++) {
      const v = vectors.get(j, e);
      betas[j] = (betas[j] ?? 0) + (v * along) / value;
      standIns[j] = (standIns[j] ?? 0) + (v * along) / Math.sqrt(value);
      for (let k = 0; k < p; k++) root.add(j, k, v * vectors.get(k, e) * Math.sqrt(value));
    }
  });
  const weights = betas.map((_, j) =>
    standIns.reduce((sum, beta, k) => sum + root.get(j, k) ** 2 * beta * beta, 0),
  );
  return { weights, betas, r2: betas.reduce((sum, beta, j) => sum + beta * (outcome[j] ?? 0), 0) };
}

function predictorsOf(correlations: Matrix): Matrix {
  const p = correlations.rows - 1;
  const predictors = new Matrix(p, p);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) predictors.set(i, j, correlations.get(i, j));
  return predictors;
}
