import { describe, expect, test } from "vitest";
import { backTestForecast } from "@/lib/metrics/back-test-forecast";
import { type BuyingHistory, bgNbdLogLikelihood, fitBgNbd } from "@/lib/metrics/bg-nbd-fit";
import {
  expectedOfNew,
  expectedPurchases,
  probabilityAlive,
  probabilityOfPurchases,
} from "@/lib/metrics/bg-nbd-forecast";
import { expectedSpend, fitGammaGamma } from "@/lib/metrics/gamma-gamma";
import { lifetimeValue, valueOfContract, valueWithoutContract } from "@/lib/metrics/lifetime-value";
import { type RepeatPurchases, repeatPurchases } from "@/lib/metrics/repeat-purchases";
import {
  fitShiftedBetaGeometric,
  residualLifetime,
  retentionRate,
  survivalAfter,
} from "@/lib/metrics/shifted-beta-geometric";
import { describeWithSharedData, sharedCsv, sharedJson, sharedVector } from "../../support/shared-data";
import { byCustomer, cdnowOrders } from "../../support/shared-orders";

const PUBLISHED = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491];

describe("repeat purchases", () => {
  test("worked example: first day 1997-01-01, last observed day 1997-09-30 → 38.857 weeks", () => {
    expect(repeatPurchases([{ on: "1997-01-01", amount: 1177 }], "1997-09-30")).toEqual({
      x: 0,
      tx: 0,
      t: 272 / 7,
      meanSpend: null,
    });
  });

  test("orders of one day are one purchase, the first purchase day has no part in the spend", () => {
    const orders = [
      { on: "2026-01-15", amount: 300 },
      { on: "2026-01-01", amount: 9900 },
      { on: "2026-01-15", amount: 200 },
      { on: "2026-01-01", amount: 100 },
      { on: "2026-01-29", amount: 700 },
      { on: "2026-03-01", amount: 5000 },
    ];
    expect(repeatPurchases(orders, "2026-02-05")).toEqual({ x: 2, tx: 4, t: 5, meanSpend: 600 });
    expect(repeatPurchases(orders, "2025-12-31")).toBeNull();
  });
});

describe("BG/NBD", () => {
  test("nobody bought again: nothing to learn from", () => {
    expect(fitBgNbd([])).toBeNull();
    expect(fitBgNbd([{ x: 0, tx: 0, t: 30 }])).toBeNull();
  });

  test("probabilities of all numbers of purchases add up to 1", () => {
    let total = 0;
    for (let x = 0; x < 300; x++) total += probabilityOfPurchases(PUBLISHED, x, 39);
    expect(total).toBeCloseTo(1, 4);
  });

  test("where the formulae divide by 0 (a = 1) they go on without a jump", () => {
    const at = (a: number) => expectedPurchases({ ...PUBLISHED, a }, { x: 2, tx: 30, t: 39 }, 39);
    expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 5);
    expect(expectedOfNew({ ...PUBLISHED, a: 1 }, 39)).toBeCloseTo(
      expectedOfNew({ ...PUBLISHED, a: 1.0001 }, 39),
      4,
    );
  });

  test("the longer the silence, the less alive", () => {
    const silent = [0, 10, 20, 40].map((weeks) =>
      probabilityAlive(PUBLISHED, { x: 3, tx: 20, t: 20 + weeks }),
    );
    expect([...silent].sort((a, b) => b - a)).toEqual(silent);
    expect(probabilityAlive(PUBLISHED, { x: 0, tx: 0, t: 99 })).toBe(1);
  });
});

describe("value", () => {
  test("margins of the months, discounted from their ends", () => {
    expect(lifetimeValue([100, 100], 0)).toBe(200);
    expect(lifetimeValue(new Array(12).fill(0).concat(0).fill(110, 11, 12), 0.1)).toBeCloseTo(100, 12);
    expect(lifetimeValue([], 0.1)).toBe(0);
  });

  test("without a contract: expected purchases × margin", () => {
    const history = { x: 2, tx: 30.43, t: 38.86 };
    const weeks = (12 * 365.25) / 12 / 7;
    expect(valueWithoutContract(PUBLISHED, history, 1000, { months: 12, annualDiscount: 0 })).toBeCloseTo(
      1000 * expectedPurchases(PUBLISHED, history, weeks),
      6,
    );
  });

  test("with a contract: monthly margin × chance to be still there", () => {
    const model = { alpha: 0.668, beta: 3.806 };
    const [first, second] = [retentionRate(model, 4), retentionRate(model, 5)];
    expect(valueOfContract(model, 3, 1000, { months: 2, annualDiscount: 0 })).toBeCloseTo(
      1000 * (first + first * second),
      9,
    );
  });
});

describe("shifted beta-geometric", () => {
  test("nobody left: nothing to learn from; a cohort cannot grow", () => {
    expect(fitShiftedBetaGeometric([[10, 10]])).toBeNull();
    expect(fitShiftedBetaGeometric([])).toBeNull();
    expect(() => fitShiftedBetaGeometric([[10, 11]])).toThrow(expect.objectContaining({ code: "badInput" }));
  });

  test("two halves of a cohort say the same as the whole", () => {
    const half = HIGH_END.map((alive) => alive / 2);
    const [whole, halves] = [fitShiftedBetaGeometric([HIGH_END]), fitShiftedBetaGeometric([half, half])];
    expect(halves?.alpha).toBeCloseTo(whole?.alpha ?? Number.NaN, 4);
    expect(halves?.beta).toBeCloseTo(whole?.beta ?? Number.NaN, 4);
  });
});

describe("gamma-gamma", () => {
  test("too few customers, no purchase, no mean of all", () => {
    expect(fitGammaGamma([{ x: 1, meanSpend: 10 }])).toBeNull();
    expect(fitGammaGamma([{ x: 0, meanSpend: null }])).toBeNull();
    expect(expectedSpend({ p: 2, q: 0.9, v: 5 }, { x: 0, meanSpend: null })).toBeNull();
  });
});

describeWithSharedData("models of buying, published values", () => {
  type Models = {
    fit_on_published_summary: Record<"bgnbd" | "gamma_gamma", Record<string, number>>;
    fit_on_exact_days_over_7: Record<"bgnbd" | "gamma_gamma", Record<string, number>>;
    bgnbd_expected_repeat_by_t_weeks: Record<string, number>;
    bgnbd_customer: { x: number; t_x: number; T: number; p_alive: number; E_next_39_weeks: number }[];
    "conditional_expectation_by_x (7=7+)": Record<string, { n: number; bgnbd: number; actual: number }>;
    "bgnbd_predicted_frequency (7=7+)": Record<string, number>;
    holdout_total: { bgnbd_expected: number; actual: number };
    gamma_gamma_population_mean: number;
    gamma_gamma_E_first10: { x: number; zbar: number; E: number }[];
  };
  const models = () => sharedJson<Models>("data/cdnow/reference_sample_models.json");
  const summary = (): BuyingHistory[] =>
    sharedCsv("data/cdnow/cdnow_customers_summary.csv").map((row) => ({
      x: Number(row.frequency),
      tx: Number(row.recency),
      t: Number(row.T),
    }));
  const exact = (): RepeatPurchases[] =>
    [...byCustomer(cdnowOrders("sample")).values()]
      .map((own) =>
        repeatPurchases(
          own.map(({ day, cents }) => ({ on: day, amount: cents / 100 })),
          "1997-09-30",
        ),
      )
      .filter((history) => history !== null);
  const fitted = () => {
    const { r = 0, alpha = 0, a = 0, b = 0 } = models().fit_on_published_summary.bgnbd;
    return { r, alpha, a, b };
  };

  test("BG/NBD fit to the CDNOW sample", () => {
    const { expected } = sharedVector<unknown, Record<"r" | "alpha" | "a" | "b" | "LL", number>>(
      "bgnbd-cdnow-fit",
    );
    const fit = fitBgNbd(summary());
    if (fit === null) throw new Error("there is a fit");
    expect(fit.converged).toBe(true);
    for (const key of ["r", "alpha", "a", "b"] as const) {
      expect(Math.abs(fit[key] - expected[key])).toBeLessThan(0.001);
      expect(fit[key]).toBeCloseTo(models().fit_on_published_summary.bgnbd[key] ?? Number.NaN, 4);
    }
    expect(Math.abs(fit.logLikelihood - expected.LL)).toBeLessThan(0.05);
    expect(fit.logLikelihood).toBeCloseTo(models().fit_on_published_summary.bgnbd.LL ?? Number.NaN, 5);
    expect(bgNbdLogLikelihood(summary(), fit)).toBeCloseTo(fit.logLikelihood, 6);
  });

  test("the same from the orders themselves, by exact days", () => {
    const wanted = models().fit_on_exact_days_over_7;
    const bgNbd = fitBgNbd(exact());
    expect(bgNbd?.customers).toBe(2357);
    for (const key of ["r", "alpha", "a", "b"] as const)
      expect(bgNbd?.[key]).toBeCloseTo(wanted.bgnbd[key] ?? Number.NaN, 4);
    expect(bgNbd?.logLikelihood).toBeCloseTo(wanted.bgnbd.LL ?? Number.NaN, 5);
    const spend = fitGammaGamma(exact());
    expect(spend?.customers).toBe(946);
    for (const key of ["p", "q", "v"] as const)
      expect(spend?.[key]).toBeCloseTo(wanted.gamma_gamma[key] ?? Number.NaN, 3);
    expect(spend?.logLikelihood).toBeCloseTo(wanted.gamma_gamma.LL ?? Number.NaN, 5);
  });

  test("all 23,570 customers are fitted in seconds", () => {
    const histories = [...byCustomer(cdnowOrders("master")).values()]
      .map((own) =>
        repeatPurchases(
          own.map(({ day, cents }) => ({ on: day, amount: cents })),
          "1998-06-30",
        ),
      )
      .filter((history) => history !== null);
    const begun = process.cpuUsage();
    const fit = fitBgNbd(histories);
    expect(fit).toMatchObject({ customers: 23_570, converged: true });
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
  });

  test("expectation of a customer and of a new one", () => {
    const one = sharedVector<unknown, number>("bgnbd-cdnow-conditional-expectation").expected;
    expect(Math.abs(expectedPurchases(fitted(), { x: 2, tx: 30.43, t: 38.86 }, 39) - one)).toBeLessThan(
      0.001,
    );
    const byWeeks = sharedVector<unknown, number[]>("bgnbd-cdnow-expectation").expected;
    [0.1429, 1, 3, 31.8571, 32, 78].forEach((weeks, i) => {
      expect(Math.abs(expectedOfNew(fitted(), weeks) - (byWeeks[i] ?? Number.NaN))).toBeLessThan(0.0005);
    });
    for (const [weeks, wanted] of Object.entries(models().bgnbd_expected_repeat_by_t_weeks))
      expect(expectedOfNew(fitted(), Number(weeks))).toBeCloseTo(wanted, 5);
    for (const { x, t_x, T, p_alive, E_next_39_weeks } of models().bgnbd_customer) {
      expect(probabilityAlive(fitted(), { x, tx: t_x, t: T })).toBeCloseTo(p_alive, 5);
      expect(expectedPurchases(fitted(), { x, tx: t_x, t: T }, 39)).toBeCloseTo(E_next_39_weeks, 4);
    }
  });

  test("a heavy buyer: alive, and the next 52 weeks", () => {
    const { expected } = sharedVector<unknown, { bgnbd_p_alive: number; bgnbd_E52: number }>(
      "bgnbd-cdnow-palive",
    );
    const history = { x: 26, tx: 30.857, t: 31 };
    expect(Math.abs(probabilityAlive(fitted(), history) - expected.bgnbd_p_alive)).toBeLessThan(0.01);
    expect(Math.abs(expectedPurchases(fitted(), history, 52) - expected.bgnbd_E52)).toBeLessThan(0.01);
  });

  test("back-test: expected and actual purchases of the next 39 weeks, by x", () => {
    const { expected } = sharedVector<unknown, { n: number[]; bgnbd: number[]; actual: number[] }>(
      "bgnbd-cdnow-cond-exp-by-frequency",
    );
    const outcomes = [...byCustomer(cdnowOrders("sample")).values()].map((own) => {
      const orders = own.map(({ day, cents }) => ({ on: day, amount: cents }));
      const [then, now] = [repeatPurchases(orders, "1997-09-30"), repeatPurchases(orders, "1998-06-30")];
      if (!then || !now) throw new Error("every customer bought in the first quarter");
      return { x: then.x, forecast: expectedPurchases(fitted(), then, 39), actual: now.x - then.x };
    });
    const { groups, total } = backTestForecast(outcomes);
    expect(groups.map(({ n }) => n)).toEqual(expected.n);
    for (const { x, forecast, actual } of groups) {
      expect(Math.abs(forecast - (expected.bgnbd[x] ?? Number.NaN))).toBeLessThan(0.001);
      expect(actual).toBeCloseTo(expected.actual[x] ?? Number.NaN, 6);
    }
    expect(Math.abs(total.forecast - models().holdout_total.bgnbd_expected)).toBeLessThan(0.5);
    expect(total.actual).toBe(models().holdout_total.actual);
  });

  test("probability of each number of purchases, and the table of expected frequencies", () => {
    const { inputs, expected } = sharedVector<{ "t,x": [number, number][] }, number[]>("bgnbd-pmf");
    inputs["t,x"].forEach(([weeks, x], i) => {
      expect(probabilityOfPurchases(PUBLISHED, x, weeks) / (expected[i] ?? Number.NaN)).toBeCloseTo(1, 2);
    });
    const customers = summary();
    for (let x = 0; x < 7; x++) {
      const predicted = customers.reduce((sum, { t }) => sum + probabilityOfPurchases(fitted(), x, t), 0);
      expect(predicted).toBeCloseTo(models()["bgnbd_predicted_frequency (7=7+)"][x] ?? Number.NaN, 2);
    }
  });

  test("gamma-gamma: fit and expected spend", () => {
    const rows = sharedCsv("data/cdnow/cdnow_customers_summary_with_transactions.csv").map((row) => ({
      x: Number(row.x),
      meanSpend: Number(row.x) > 0 ? Number(row.zbar) : null,
    }));
    const fit = fitGammaGamma(rows);
    if (fit === null) throw new Error("there is a fit");
    const { expected } = sharedVector<unknown, Record<"p" | "q" | "v", number>>("gamma-gamma-cdnow-fit");
    for (const key of ["p", "q", "v"] as const) {
      expect(Math.abs(fit[key] - expected[key])).toBeLessThan(0.02);
      expect(fit[key]).toBeCloseTo(models().fit_on_published_summary.gamma_gamma[key] ?? Number.NaN, 3);
    }
    expect(fit.customers).toBe(946);
    const first = sharedVector<unknown, number[]>("gamma-gamma-cdnow-expected").expected;
    first.forEach((wanted, i) => {
      const spend = expectedSpend({ p: 6.25, q: 3.74, v: 15.44 }, rows[i] ?? { x: 0, meanSpend: null });
      expect(Math.abs((spend ?? 0) - wanted)).toBeLessThan(0.1);
    });
    for (const { x, zbar, E } of models().gamma_gamma_E_first10)
      expect(expectedSpend(fit, { x, meanSpend: x > 0 ? zbar : null })).toBeCloseTo(E, 3);
    expect(expectedSpend(fit, { x: 0, meanSpend: null })).toBeCloseTo(
      models().gamma_gamma_population_mean,
      3,
    );
  });

  test("shifted beta-geometric: High End, its projection and residual lifetime", () => {
    const { expected } = sharedVector<unknown, Record<"alpha" | "beta" | "LL", number>>("sbg-high-end");
    const fit = fitShiftedBetaGeometric([HIGH_END]);
    if (fit === null) throw new Error("there is a fit");
    expect(Math.abs(fit.alpha - expected.alpha)).toBeLessThan(0.001);
    expect(Math.abs(fit.beta - expected.beta)).toBeLessThan(0.002);
    expect(Math.abs(fit.logLikelihood - expected.LL)).toBeLessThan(0.1);
    const projection = sharedVector<unknown, { "S(8..12)": number[]; DERL: number }>(
      "sbg-high-end-projection",
    );
    projection.expected["S(8..12)"].forEach((wanted, i) => {
      expect(Math.abs(survivalAfter(fit, 8 + i) - wanted)).toBeLessThan(0.0006);
    });
    expect(Math.abs(residualLifetime(fit, 7, 0.1) - projection.expected.DERL)).toBeLessThan(0.005);
  });
});
