import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logRank } from "@/lib/metrics/log-rank";
import { countLifetimes, type Lifetime, survival, survivalAt } from "@/lib/metrics/survival";
import {
  describeWithSharedData,
  numbersOf,
  sharedCsv,
  sharedJson,
  sharedVector,
} from "../../support/shared-data";

describe("survival", () => {
  test("nobody observed is an empty curve", () => {
    const curve = survival([]);
    expect(curve).toEqual({ n: 0, events: 0, lastTime: null, steps: [], median: null });
    expect(survivalAt(curve, 1)).toBeNull();
  });

  test("no interval where the survival is 1 or 0, none known beyond the last time", () => {
    const curve = survival([
      { time: 1, event: true },
      { time: 2, event: false },
      { time: 3, event: true },
    ]);
    expect(curve.steps.map((step) => step.interval === null)).toEqual([false, true]);
    expect([0.5, 1, 2, 3, 4].map((t) => survivalAt(curve, t))).toEqual([1, 2 / 3, 2 / 3, 0, null]);
    expect(curve.median).toBe(3);
  });

  test("the median is the first time with a survival of one half or less", () => {
    const all = Array.from({ length: 10 }, (_, i) => ({ time: i + 1, event: true }));
    expect(survival(all).median).toBe(5);
    expect(survival(all.map((lifetime) => ({ ...lifetime, event: lifetime.time < 5 }))).median).toBeNull();
  });

  test("without censoring it is the share that outlives", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 80 }), (times) => {
        const curve = survival(times.map((time) => ({ time, event: true })));
        for (const { t, survival: alive, interval } of curve.steps) {
          expect(alive).toBeCloseTo(times.filter((time) => time > t).length / times.length, 12);
          if (interval) expect(interval.low < alive && alive < interval.high).toBe(true);
        }
      }),
    );
  });
});

describe("log-rank", () => {
  test("nothing to compare is null", () => {
    const counts = countLifetimes([{ time: 1, event: true }]);
    expect(logRank([{ key: "only", counts }])).toBeNull();
    expect(
      logRank([
        { key: "a", counts },
        { key: "b", counts: [] },
      ]),
    ).toBeNull();
    const censored = countLifetimes([{ time: 1, event: false }]);
    expect(
      logRank([
        { key: "a", counts: censored },
        { key: "b", counts: censored },
      ]),
    ).toBeNull();
  });

  test("identical groups do not differ", () => {
    const counts = countLifetimes([4, 7, 7, 9].map((time) => ({ time, event: true })));
    const found = logRank([
      { key: "a", counts },
      { key: "b", counts },
    ]);
    expect(found?.chiSquare).toBeCloseTo(0, 12);
    expect(found?.p).toBeCloseTo(1, 9);
  });
});

describeWithSharedData("survival, values printed by R", () => {
  test.each(["km-aml-maintained", "km-aml-nonmaintained"])("%s", (id) => {
    type Step = { t: number; at_risk: number; events: number; S: number; greenwood_se: number | null };
    const { inputs, expected } = sharedVector<{ time: number[]; event: number[] }, Step[]>(id);
    const curve = survival(inputs.time.map((time, i) => ({ time, event: inputs.event[i] === 1 })));
    expect(curve.steps.map(({ t, atRisk, events }) => [t, atRisk, events])).toEqual(
      expected.map(({ t, at_risk, events }) => [t, at_risk, events]),
    );
    curve.steps.forEach((step, i) => {
      expect(step.survival).toBeCloseTo(expected[i]?.S ?? Number.NaN, 7);
      const wanted = expected[i]?.greenwood_se ?? null;
      if (wanted === null) expect(step.standardError).toBeNull();
      else expect(step.standardError).toBeCloseTo(wanted, 7);
    });
    expect(curve.median).toBe(id === "km-aml-maintained" ? 31 : 23);
  });

  test("log-rank of aml", () => {
    type Wanted = {
      observed: Record<string, number>;
      expected: Record<string, number>;
      chi2: number;
      df: number;
      p: number;
    };
    const { expected } = sharedVector<unknown, Wanted>("logrank-aml");
    const rows = sharedCsv("vectors/aml.csv");
    const groups = ["Maintained", "Nonmaintained"].map((key) => ({
      key,
      counts: countLifetimes(
        rows
          .filter((row) => row.x === key)
          .map((row) => ({ time: Number(row.time), event: row.status === "1" })),
      ),
    }));
    const found = logRank(groups);
    expect(found).toMatchObject({ df: expected.df });
    expect(found?.chiSquare).toBeCloseTo(expected.chi2, 6);
    expect(found?.p).toBeCloseTo(expected.p, 7);
    for (const group of found?.groups ?? []) {
      expect(group.observed).toBe(expected.observed[group.key]);
      expect(group.expected).toBeCloseTo(expected.expected[group.key] ?? Number.NaN, 7);
    }
  });
});

describeWithSharedData("survival of telco customers in months", () => {
  type Reference = {
    km_all: {
      S_at_months: Record<string, number>;
      at_12: [{ at_risk: number; events: number; greenwood_se: number; loglog95: [number, number] }];
    };
    km_by_contract: Record<string, Record<string, number>>;
    km_median_months_month_to_month: number;
    logrank_contract: { expected: Record<string, number>; chi2: number; df: number };
  };
  const read = () => {
    const rows = sharedCsv("data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv.gz");
    const months = numbersOf(rows, "tenure");
    const of = (contract?: string): Lifetime[] =>
      rows
        .map((row, i) => ({
          time: months[i] ?? Number.NaN,
          event: row.Churn === "Yes",
          contract: row.Contract,
        }))
        .filter((row) => contract === undefined || row.contract === contract);
    return { of, reference: sharedJson<Reference>("data/telco/reference.json") };
  };

  test("the curve of all, its log-log interval after a year", () => {
    const { of, reference } = read();
    const curve = survival(of());
    for (const [month, wanted] of Object.entries(reference.km_all.S_at_months))
      expect(survivalAt(curve, Number(month))).toBeCloseTo(wanted, 6);
    const [wanted] = reference.km_all.at_12;
    const year = curve.steps.find((step) => step.t === 12);
    expect(year).toMatchObject({ atRisk: wanted.at_risk, events: wanted.events });
    expect(year?.standardError).toBeCloseTo(wanted.greenwood_se, 6);
    expect(year?.interval?.low).toBeCloseTo(wanted.loglog95[0], 6);
    expect(year?.interval?.high).toBeCloseTo(wanted.loglog95[1], 6);
  });

  test("curves by contract, their median and log-rank", () => {
    const { of, reference } = read();
    const kinds = Object.keys(reference.km_by_contract);
    for (const kind of kinds)
      for (const [month, wanted] of Object.entries(reference.km_by_contract[kind] ?? {}))
        expect(survivalAt(survival(of(kind)), Number(month))).toBeCloseTo(wanted, 6);
    expect(survival(of("Month-to-month")).median).toBe(reference.km_median_months_month_to_month);
    const found = logRank(kinds.map((key) => ({ key, counts: countLifetimes(of(key)) })));
    expect(found?.chiSquare).toBeCloseTo(reference.logrank_contract.chi2, 5);
    expect(found?.p).toBeLessThan(1e-300);
    for (const group of found?.groups ?? [])
      expect(group.expected).toBeCloseTo(reference.logrank_contract.expected[group.key] ?? Number.NaN, 5);
  });
});
