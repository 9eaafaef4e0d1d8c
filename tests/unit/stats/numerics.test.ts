import { describe, expect, test } from "vitest";
import { hypergeometric } from "@/lib/stats/hypergeometric";
import { logisticProbability, logisticRegression } from "@/lib/stats/logistic-regression";
import { Matrix } from "@/lib/stats/matrix";
import { median } from "@/lib/stats/median";
import { momentsOf } from "@/lib/stats/moments";
import { nelderMead } from "@/lib/stats/nelder-mead";
import { solve } from "@/lib/stats/solve";

test("hypergeometric function: closed forms", () => {
  expect(hypergeometric(1, 1, 2, 0.5)).toBeCloseTo(2 * Math.LN2, 13);
  expect(hypergeometric(3.3, 2.2, 2.2, 0.9)).toBeCloseTo(0.1 ** -3.3, 8);
  expect(hypergeometric(1, 2, 3, 0)).toBe(1);
});

describe("minimum without derivatives", () => {
  test("Rosenbrock's valley", () => {
    const valley = ([x = 0, y = 0]: readonly number[]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
    const found = nelderMead(valley, [-1.2, 1], { tolerance: 1e-14 });
    expect(found.converged).toBe(true);
    expect(found.at[0]).toBeCloseTo(1, 5);
    expect(found.at[1]).toBeCloseTo(1, 5);
  });

  test("values that are no numbers are avoided", () => {
    const found = nelderMead(([x = 0]) => Math.log(x) ** 2, [3]);
    expect(found.at[0]).toBeCloseTo(1, 4);
  });

  test("says when it ran out of steps", () => {
    expect(nelderMead(([x = 0]) => x * x, [50], { mostSteps: 3 }).converged).toBe(false);
  });
});

test("linear equations, also where the first pivot is 0; dependent ones have no answer", () => {
  const a = new Matrix(3, 3, Float64Array.from([0, 2, 1, 1, 1, 1, 3, 0, -1]));
  const x = solve(a, [7, 6, 0]) ?? [];
  expect(a.times(x).map((y) => Math.round(y * 1e9) / 1e9)).toEqual([7, 6, 0]);
  expect(solve(new Matrix(2, 2, Float64Array.from([1, 2, 2, 4])), [1, 1])).toBeNull();
});

test("median and moments", () => {
  expect([median([]), median([3]), median([4, 1, 3, 2]), median([5, 1, 3])]).toEqual([null, 3, 2.5, 3]);
  expect(momentsOf([])).toBeNull();
  expect(momentsOf([2])).toEqual({ n: 1, mean: 2, variance: null });
  expect(momentsOf([2, 4, 9])).toEqual({ n: 3, mean: 5, variance: 13 });
});

describe("logistic regression", () => {
  // Hours of study and passing an exam, the example of many textbooks (Wikipedia: intercept −4.1, hours 1.5).
  const hours = [
    0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
  ];
  const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1].map((x) => x === 1);

  test("hours of study", () => {
    const model = logisticRegression(
      hours.map((x) => [x]),
      passed,
    );
    expect(model?.intercept).toBeCloseTo(-4.0777, 3);
    expect(model?.coefficients[0]).toBeCloseTo(1.5046, 3);
    expect(model?.logLikelihood).toBeCloseTo(-8.0299, 3);
    expect(model && logisticProbability(model, [2])).toBeCloseTo(0.2557, 3);
  });

  test("no answer where all outcomes are alike; separable ones do not run away", () => {
    expect(logisticRegression([[1], [2]], [true, true])).toBeNull();
    const model = logisticRegression(
      [1, 2, 3, 4].map((x) => [x]),
      [false, false, true, true],
    );
    expect(Number.isFinite(model?.coefficients[0])).toBe(true);
  });
});
