import { describe, expect, test } from "vitest";
import { type CustomerHistory, middleDay, outcomeAfter } from "@/lib/metrics/after-event";
import { backTestWarning, calibration, liftOfTop } from "@/lib/metrics/back-test";
import { churnScore, fitChurnScore } from "@/lib/metrics/churn-score";
import {
  compareOutcomes,
  countOutcomes,
  type OutcomeCounts,
  shareInSameMix,
} from "@/lib/metrics/compare-outcomes";
import { closeRate, conversion } from "@/lib/metrics/conversion";
import { healthScore } from "@/lib/metrics/health-score";
import { promisesKept } from "@/lib/metrics/promises-kept";
import { costPerSuccess, winBackBySpeed, winBackOfEligible, winBackRate } from "@/lib/metrics/win-back";
import { describeWithSharedData, sharedCsv } from "../../support/shared-data";

describe("conversion and close rate", () => {
  const window = { windowDays: 30, observedUntil: "2026-04-01" };
  const entries = [
    { enteredOn: "2026-01-01", reachedOn: "2026-01-31" },
    { enteredOn: "2026-01-01", reachedOn: "2026-02-01" },
    { enteredOn: "2026-03-01", reachedOn: "2026-03-01" },
    { enteredOn: "2026-03-01", reachedOn: null },
    { enteredOn: "2026-03-02", reachedOn: "2026-03-03" },
  ];

  test("only windows that have elapsed count, to the day", () => {
    expect(conversion(entries, window).counts).toEqual({ numerator: 2, denominator: 4 });
    expect(conversion(entries, { ...window, observedUntil: "2026-04-02" }).counts).toEqual({
      numerator: 3,
      denominator: 5,
    });
    expect(closeRate(entries, window)).toMatchObject({
      value: 0.5,
      definition: { id: "close-rate", parameters: { windowDays: 30 } },
    });
    expect(conversion([], window).value).toBeNull();
    expect(conversion(entries.slice(4), window).value).toBeNull();
  });

  test("what was reached before entering does not count", () => {
    expect(conversion([{ enteredOn: "2026-01-10", reachedOn: "2026-01-09" }], window).value).toBe(0);
  });
});

describe("after an event", () => {
  const period = { from: "2026-01-01", to: "2026-04-01" };

  function customer(more: Partial<CustomerHistory>): CustomerHistory {
    return {
      segment: null,
      firstEventOn: null,
      activeOn: () => true,
      boughtBetween: () => false,
      marginBetween: () => null,
      ...more,
    };
  }

  test("the window begins the day after the event, else after the middle day, and lasts 180 days", () => {
    const seen: string[] = [];
    const note = (first: string, last: string) => {
      seen.push(`${first} ${last}`);
      return true;
    };
    outcomeAfter(customer({ firstEventOn: "2026-01-10", boughtBetween: note }), period, "2027-01-01");
    outcomeAfter(customer({ boughtBetween: note }), period, "2027-01-01");
    expect(seen).toEqual(["2026-01-11 2026-07-09", "2026-02-16 2026-08-14"]);
    expect(middleDay(period)).toBe("2026-02-15");
    expect(middleDay({ from: "2026-01-01", to: "2026-01-04" })).toBe("2026-01-02");
  });

  test("only who was active then and was observed to the end", () => {
    expect(outcomeAfter(customer({ activeOn: () => false }), period, "2027-01-01")).toBeNull();
    expect(outcomeAfter(customer({}), period, "2026-08-14")).toBeNull();
    expect(outcomeAfter(customer({}), period, "2026-08-15")).toEqual({
      segment: null,
      withEvent: false,
      lost: false,
      boughtAgain: false,
      margin: null,
    });
    const left = customer({ firstEventOn: "2026-01-10", activeOn: (day) => day < "2026-07-09" });
    expect(outcomeAfter(left, period, "2027-01-01")).toMatchObject({ withEvent: true, lost: true });
  });

  test("planted: malfunctions handled well 5.6 %, badly 13.2 %, none 5.6 %", () => {
    const counted = (lost: number, customers: number): OutcomeCounts => ({
      lost,
      customers,
      boughtAgain: 0,
      margin: null,
    });
    const badly = compareOutcomes(counted(49, 371), counted(338, 6043));
    expect(badly.with.lost.value).toBeCloseTo(0.132, 3);
    expect(badly.with.lost.interval?.low).toBeCloseTo(0.101, 3);
    expect(badly.with.lost.interval?.high).toBeCloseTo(0.17, 3);
    expect(badly.without.lost.interval?.low).toBeCloseTo(0.05, 3);
    expect(badly.lost?.interval?.low).toBeGreaterThan(0);
    expect(badly.margin).toBeNull();
    const well = compareOutcomes(counted(23, 412), counted(338, 6043));
    expect(well.with.lost.interval).toMatchObject({
      low: expect.closeTo(0.038, 2),
      high: expect.closeTo(0.082, 3),
    });
    expect(well.lost?.p).toBeGreaterThan(0.9);
  });

  test("counts outcomes and their margins; the same mix of segments is the fair yardstick", () => {
    const outcome = { segment: "a", withEvent: true, lost: true, boughtAgain: false, margin: 100 };
    const counted = countOutcomes([outcome, { ...outcome, lost: false, boughtAgain: true, margin: 300 }]);
    expect(counted).toEqual({
      customers: 2,
      lost: 1,
      boughtAgain: 1,
      margin: { n: 2, mean: 200, variance: 20_000 },
    });
    const some = (customers: number, lost: number): OutcomeCounts => ({ ...counted, customers, lost });
    const withEvent = new Map([
      ["a", some(30, 6)],
      ["b", some(10, 1)],
      ["c", some(0, 0)],
    ]);
    const without = new Map([
      ["a", some(100, 10)],
      ["b", some(900, 450)],
    ]);
    expect(shareInSameMix(withEvent, without, "lost")).toBeCloseTo((30 * 0.1 + 10 * 0.5) / 40, 12);
    expect(shareInSameMix(new Map([["x", some(1, 0)]]), without, "lost")).toBeNull();
    expect(shareInSameMix(new Map(), without, "lost")).toBeNull();
  });
});

describe("win-back (planted story)", () => {
  test("98 of 311 contacted, of 411 eligible", () => {
    const rate = winBackRate({ wonBack: 98, contacted: 311 });
    expect(rate.value).toBeCloseTo(0.315, 3);
    expect(rate.interval?.low).toBeCloseTo(0.266, 3);
    expect(rate.interval?.high).toBeCloseTo(0.369, 3);
    expect(winBackOfEligible({ wonBack: 98, eligible: 411 }).value).toBeCloseTo(0.238, 3);
    expect(winBackRate({ wonBack: 0, contacted: 0 }).value).toBeNull();
  });

  test("by the days to the first contact", () => {
    const contacted = [
      { daysToContact: 0, wonBack: true },
      { daysToContact: 3, wonBack: false },
      { daysToContact: 4, wonBack: true },
      { daysToContact: 99, wonBack: false },
    ];
    expect(winBackBySpeed(contacted).map(({ measured }) => measured.counts)).toEqual([
      { numerator: 1, denominator: 2 },
      { numerator: 1, denominator: 1 },
      { numerator: 0, denominator: 1 },
    ]);
    const fast = winBackRate({ wonBack: 57, contacted: 131 });
    expect(fast.interval?.low).toBeCloseTo(0.353, 3);
    expect(fast.interval?.high).toBeCloseTo(0.521, 3);
  });

  test("cost per success", () => {
    expect(costPerSuccess(568_400, 98)).toBe(5800);
    expect(costPerSuccess(568_400, 0)).toBeNull();
  });
});

test("share of promises kept (planted: 171 of 182)", () => {
  expect(promisesKept(171, 182).value).toBeCloseTo(0.94, 3);
  expect(promisesKept(0, 0).value).toBeNull();
});

describe("health score", () => {
  const measure = (key: string, points: number | null, weight: number) => ({
    key,
    value: points,
    points,
    weight,
    ageDays: points === null ? null : 3,
  });

  test("weights are renormalised over what is known", () => {
    const found = healthScore([measure("nps", 80, 2), measure("usage", 20, 1), measure("payment", null, 1)]);
    expect(found).toMatchObject({ value: 60, coverage: 0.75, enoughData: true });
    expect(found.measures.map(({ key, share }) => [key, share])).toEqual([
      ["nps", 2 / 3],
      ["usage", 1 / 3],
      ["payment", 0],
    ]);
  });

  test("below one half of the weight there is no number", () => {
    expect(healthScore([measure("a", 80, 1), measure("b", null, 1)]).value).toBe(80);
    expect(healthScore([measure("a", 80, 1), measure("b", null, 1.01)])).toMatchObject({
      value: null,
      enoughData: false,
    });
    expect(healthScore([])).toMatchObject({ value: null, coverage: 0 });
    expect(healthScore([measure("a", 0, 1)]).value).toBe(0);
    expect(() => healthScore([measure("a", 101, 1)])).toThrow(expect.objectContaining({ code: "badInput" }));
  });
});

describe("back-test of a warning", () => {
  test("with and without warning, and lift", () => {
    const outcomes = [
      ...Array.from({ length: 100 }, (_, i) => ({ warned: true, left: i < 34 })),
      ...Array.from({ length: 100 }, (_, i) => ({ warned: false, left: i < 3 })),
    ];
    const found = backTestWarning(outcomes);
    expect([found.warned.value, found.unwarned.value]).toEqual([0.34, 0.03]);
    expect(found.lift).toBeCloseTo(0.34 / 0.185, 12);
    expect(backTestWarning([]).lift).toBeNull();
    expect(backTestWarning([{ warned: true, left: false }]).lift).toBeNull();
  });

  test("calibration in bins, lift of the top", () => {
    const outcomes = Array.from({ length: 100 }, (_, i) => ({ probability: i / 100, left: i >= 90 }));
    const bins = calibration(outcomes, 4);
    expect(bins.map(({ observed }) => observed.n)).toEqual([25, 25, 25, 25]);
    expect(bins.map(({ observed }) => observed.value)).toEqual([0, 0, 0, 0.4]);
    expect(bins[0]?.predicted).toBeCloseTo(0.12, 12);
    expect(liftOfTop(outcomes)).toBe(10);
    expect(liftOfTop([])).toBeNull();
    expect(calibration([], 4)).toEqual([]);
  });
});

describe("churn score", () => {
  test("nothing to learn where nobody left", () => {
    expect(fitChurnScore([{ factors: { x: 1 }, left: false }])).toBeNull();
    expect(fitChurnScore([])).toBeNull();
  });

  test("a factor that is not known or does not vary says nothing", () => {
    const model = fitChurnScore(
      Array.from({ length: 60 }, (_, i) => ({
        factors: { complaints: i % 6, flat: 1, open: i % 5 === 0 ? null : i % 7 },
        left: i % 6 > 3 || i % 11 === 0,
      })),
    );
    if (model === null) throw new Error("there is a model");
    expect(model.factors.map(({ key }) => key)).toEqual(["complaints", "open"]);
    const [high, low] = [churnScore(model, { complaints: 5 }), churnScore(model, { complaints: 0 })];
    expect(high.probability).toBeGreaterThan(low.probability);
    expect(high.factors[0]).toMatchObject({ key: "complaints" });
    expect(high.factors[0]?.contribution).toBeGreaterThan(0);
    expect(high.factors[1]).toEqual({ key: "open", contribution: 0 });
  });
});

describeWithSharedData("churn score of telco customers", () => {
  test("predicts as many as left, and finds them first", () => {
    const customers = sharedCsv("data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv.gz").map((row) => ({
      factors: {
        tenure: Number(row.tenure),
        monthly: Number(row.MonthlyCharges),
        monthToMonth: row.Contract === "Month-to-month" ? 1 : 0,
        fiber: row.InternetService === "Fiber optic" ? 1 : 0,
      },
      left: row.Churn === "Yes",
    }));
    const model = fitChurnScore(customers);
    if (model === null) throw new Error("there is a model");
    const outcomes = customers.map(({ factors, left }) => ({
      probability: churnScore(model, factors).probability,
      left,
    }));
    expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1869, 1);
    expect(liftOfTop(outcomes)).toBeGreaterThan(2.5);
    expect(model.factors.map(({ key, coefficient }) => [key, Math.sign(coefficient)])).toEqual([
      ["tenure", -1],
      ["monthly", 1],
      ["monthToMonth", 1],
      ["fiber", 1],
    ]);
  });
});
