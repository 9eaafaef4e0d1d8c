import { Matrix } from "@/lib/stats/matrix";
import { solve } from "@/lib/stats/solve";

/** ln odds = intercept + Σ coefficient × x. */
export type LogisticModel = { intercept: number; coefficients: number[]; logLikelihood: number };

const MOST_STEPS = 50;
/** A trace of a penalty keeps perfectly separating columns from running to infinity; it moves nothing else. */
const RIDGE = 1e-6;

/**
 * Logistic regression by maximum likelihood (Newton's method). `rows` are the columns' values of one case each,
 * best standardised. Null where the columns depend on each other or all outcomes are alike.
 *
 * Source: McCullagh & Nelder (1989), ch. 4.
 */
export function logisticRegression(
  rows: readonly (readonly number[])[],
  outcomes: readonly boolean[],
): LogisticModel | null {
  const hits = outcomes.filter(Boolean).length;
  if (hits === 0 || hits === outcomes.length) return null;
  const width = (rows[0]?.length ?? 0) + 1;
  let beta = new Array<number>(width).fill(0);
  beta[0] = Math.log(hits / (outcomes.length - hits));
  let fit = score(rows, outcomes, beta);
  for (let step = 0; step < MOST_STEPS; step++) {
    const move = solve(fit.information, fit.gradient);
    if (move === null) return null;
    let size = 1;
    let next = score(rows, outcomes, moved(beta, move, size));
    // Newton may overshoot where outcomes are rare: go half as far until it helps.
    while (next.penalised < fit.penalised - 1e-9 && size > 1e-4) {
      size /= 2;
      next = score(rows, outcomes, moved(beta, move, size));
    }
    beta = moved(beta, move, size);
    const gain = next.penalised - fit.penalised;
    fit = next;
    if (gain < 1e-12 * Math.abs(fit.penalised)) break;
  }
  const [intercept = 0, ...coefficients] = beta;
  return { intercept, coefficients, logLikelihood: fit.logLikelihood };
}

/** The probability of the outcome for one case. */
export function logisticProbability(
  { intercept, coefficients }: LogisticModel,
  row: readonly number[],
): number {
  return 1 / (1 + Math.exp(-coefficients.reduce((sum, b, j) => sum + b * (row[j] ?? 0), intercept)));
}

function moved(beta: readonly number[], move: readonly number[], size: number): number[] {
  return beta.map((b, j) => b + size * (move[j] ?? 0));
}

function score(rows: readonly (readonly number[])[], outcomes: readonly boolean[], beta: readonly number[]) {
  const width = beta.length;
  const gradient = beta.map((b, j) => (j === 0 ? 0 : -RIDGE * b));
  const information = new Matrix(width, width);
  for (let j = 1; j < width; j++) information.set(j, j, RIDGE);
  let logLikelihood = 0;
  rows.forEach((row, i) => {
    const eta = row.reduce((sum, x, j) => sum + x * (beta[j + 1] ?? 0), beta[0] ?? 0);
    const p = 1 / (1 + Math.exp(-eta));
    const hit = outcomes[i] === true;
    logLikelihood -= Math.log1p(Math.exp(hit ? -eta : eta));
    const weight = p * (1 - p);
    for (let j = 0; j < width; j++) {
      const xj = j === 0 ? 1 : (row[j - 1] ?? 0);
      gradient[j] = (gradient[j] ?? 0) + ((hit ? 1 : 0) - p) * xj;
      for (let k = 0; k <= j; k++) information.add(j, k, weight * xj * (k === 0 ? 1 : (row[k - 1] ?? 0)));
    }
  });
  for (let j = 0; j < width; j++)
    for (let k = j + 1; k < width; k++) information.set(j, k, information.get(k, j));
  const penalty = beta.slice(1).reduce((sum, b) => sum + (RIDGE / 2) * b * b, 0);
  return { gradient, information, logLikelihood, penalised: logLikelihood - penalty };
}
