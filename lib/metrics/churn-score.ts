import { logisticProbability, logisticRegression } from "@/lib/stats/logistic-regression";
import { momentsOf } from "@/lib/stats/moments";

/** What is known of a customer at the time: a number per factor (0/1 for yes and no), null = not known. */
export type Factors = Readonly<Record<string, number | null>>;

/** A fitted early warning for contracts. A factor's `coefficient` is the change in ln odds per standard deviation. */
export type ChurnScoreModel = {
  n: number;
  intercept: number;
  factors: { key: string; mean: number; sd: number; coefficient: number }[];
};

/** A customer's probability to leave, and what raises (+) or lowers (−) it, strongest first, in ln odds. */
export type ChurnScore = { probability: number; factors: { key: string; contribution: number }[] };

/**
 * Fits a logistic score on customers of whom it is known whether they left. Factors that do not vary are left out;
 * null where nobody or everybody left or the factors cannot be told apart.
 */
export function fitChurnScore(
  customers: readonly { factors: Factors; left: boolean }[],
): ChurnScoreModel | null {
  const keys = [...new Set(customers.flatMap(({ factors }) => Object.keys(factors)))];
  const scaled = keys.flatMap((key) => {
    const known = customers.map(({ factors }) => factors[key] ?? null).filter((x) => x !== null);
    const moments = momentsOf(known);
    return moments?.variance ? [{ key, mean: moments.mean, sd: Math.sqrt(moments.variance) }] : [];
  });
  const rows = customers.map(({ factors }) => scaled.map((factor) => standardised(factors, factor)));
  const model = logisticRegression(
    rows,
    customers.map(({ left }) => left),
  );
  if (model === null) return null;
  const factors = scaled.map((factor, j) => ({ ...factor, coefficient: model.coefficients[j] ?? 0 }));
  return { n: customers.length, intercept: model.intercept, factors };
}

/** The score of one customer; a factor that is not known counts as average and contributes nothing. */
export function churnScore(model: ChurnScoreModel, factors: Factors): ChurnScore {
  const contributions = model.factors.map((factor) => ({
    key: factor.key,
    contribution: factor.coefficient * standardised(factors, factor),
  }));
  const ofModel = { intercept: model.intercept, coefficients: contributions.map(() => 1), logLikelihood: 0 };
  return {
    probability: logisticProbability(
      ofModel,
      contributions.map(({ contribution }) => contribution),
    ),
    factors: contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
  };
}

function standardised(
  factors: Factors,
  { key, mean, sd }: { key: string; mean: number; sd: number },
): number {
  const value = factors[key] ?? null;
  return value === null ? 0 : (value - mean) / sd;
}
