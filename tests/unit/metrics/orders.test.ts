import { describe, expect, test } from "vitest";
import { churn } from "@/lib/metrics/churn";
import { type Cohort, cohorts, cohortsOfCells, pooledRetention } from "@/lib/metrics/cohorts";
import { customerFlow } from "@/lib/metrics/customer-flow";
import { addDays, dayBefore, dayNumber, dayOf, daysBetween, monthOf, wholeMonths } from "@/lib/metrics/day";
import {
  allowedGap,
  intervalsOf,
  isActiveByOrders,
  isCountingOrder,
  ordersOverPeriod,
} from "@/lib/metrics/inactivity-rule";
import { repurchase, repurchaseByDays, repurchaseCounts } from "@/lib/metrics/repurchase";
import { median } from "@/lib/stats/median";
import { describeWithSharedData, sharedJson } from "../../support/shared-data";
import { byCustomer, cdnowOrders, onlineRetailOrders, type SharedOrder } from "../../support/shared-orders";

describe("days", () => {
  test("reckon in the calendar, whatever the time zone", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(dayBefore("2026-01-01")).toBe("2025-12-31");
    expect(daysBetween("1997-01-01", "1997-09-30")).toBe(272);
    expect(dayOf(dayNumber("2026-03-29"))).toBe("2026-03-29");
    for (let number = dayNumber("1899-12-25"); number < dayNumber("2105-01-05"); number++) {
      const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
      if (dayOf(number) !== day || dayNumber(day) !== number) throw new Error(`${number} is ${day}`);
    }
    expect(wholeMonths("2026-01-31", "2026-03-01")).toBe(1);
    expect(wholeMonths("2025-12-15", "2026-12-15")).toBe(12);
    expect(wholeMonths("2025-12-15", "2026-12-14")).toBe(11);
  });

  test.each([
    "2026-02-30",
    "2026-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026-01-32",
    "2026-2-3",
    "2026-01-01T00:00:00Z",
    "",
    "soon",
  ])("%j is no day", (text) => {
    expect(() => dayNumber(text)).toThrow(expect.objectContaining({ code: "badInput" }));
  });
});

describe("inactivity rule", () => {
  test("active up to and including g days after the last order", () => {
    expect(isActiveByOrders([100], 99, { days: 90 })).toBe(false);
    expect(isActiveByOrders([100], 100, { days: 90 })).toBe(true);
    expect(isActiveByOrders([100], 190, { days: 90 })).toBe(true);
    expect(isActiveByOrders([100], 191, { days: 90 })).toBe(false);
    expect(isActiveByOrders([], 191, { days: 90 })).toBe(false);
  });

  test("own rhythm: k × own median interval from three intervals on, known up to that day", () => {
    const rule = { days: 90, ownMedianTimes: 2 };
    const days = [0, 10, 30, 60];
    expect(intervalsOf(days)).toEqual([10, 20, 30]);
    expect(allowedGap(days, rule)).toBe(40);
    expect(allowedGap(days.slice(0, 3), rule)).toBe(90);
    expect(isActiveByOrders(days, 100, rule)).toBe(true);
    expect(isActiveByOrders(days, 101, rule)).toBe(false);
    // On day 59 the fourth order is not known: the fixed g holds.
    expect(isActiveByOrders([0, 10, 30, 160], 119, rule)).toBe(true);
  });

  test("only completed orders count", () => {
    expect(["completed", "cancelled", "returned"].map((status) => isCountingOrder({ status }))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("cohorts", () => {
  const customers = [
    ["2026-01-31", "2026-02-01", "2026-02-20"],
    ["2026-01-05", "2026-03-05", "2026-04-01"],
    ["2026-03-05", "2026-03-06"],
    ["2025-12-31", "2026-01-01"],
    [],
  ];

  test("share of a cohort with an order in calendar month k; from and to select and end the observation", () => {
    expect(cohorts(customers, { from: "2026-01-01", to: "2026-04-01" })).toEqual([
      { cohort: "2026-01", size: 2, active: [2, 1, 1] },
      { cohort: "2026-03", size: 1, active: [1] },
    ]);
  });

  test("counted by the database it is the same", () => {
    const rows = [
      { cohort: "2026-03", month: "2026-03", customers: 1 },
      { cohort: "2026-01", month: "2026-01", customers: 2 },
      { cohort: "2026-01", month: "2026-02", customers: 1 },
      { cohort: "2026-01", month: "2026-03", customers: 1 },
    ];
    expect(cohortsOfCells(rows, "2026-04-01")).toEqual(
      cohorts(customers, { from: "2026-01-01", to: "2026-04-01" }),
    );
  });

  test("by age, each over the cohorts that are old enough", () => {
    expect(pooledRetention(cohorts(customers, { from: "2026-01-01", to: "2026-04-01" }))).toEqual([
      { age: 0, active: 3, size: 3 },
      { age: 1, active: 1, size: 2 },
      { age: 2, active: 1, size: 2 },
    ]);
  });
});

describe("repurchase", () => {
  test("two or more over one or more", () => {
    expect(repurchase(repurchaseCounts([0, 1, 2, 5, 1])).value).toBe(0.5);
    expect(repurchase(repurchaseCounts([0])).value).toBeNull();
    expect(repurchase({ atLeastOne: 3254, atLeastTwo: 1412 }).value).toBeCloseTo(0.433927, 6);
  });
});

type Quarter = {
  quarter: string;
  active_start: number;
  churned: number;
  new: number;
  reactivated: number;
  active_end: number;
  churn_rate: number | null;
};
type Reference = {
  orders: number;
  customers: number;
  repurchase_rate_2plus_orders: { k: number; n: number; p: number; wilson95: [number, number] };
  repurchase_rate_2plus_purchase_days: { k: number; n: number; p: number; wilson95: [number, number] };
  interpurchase_days: { n: number; median: number };
  monthly_cohorts: Record<string, { size: number; active: number[] }>;
  "retention_by_age_pooled [age_months, active, size, rate]": [number, number, number, number][];
  quarterly_churn_by_inactivity_days: Record<string, Quarter[]>;
};

const START_OF_QUARTER: Record<string, string> = { Q1: "01-01", Q2: "04-01", Q3: "07-01", Q4: "10-01" };

function periodOf(quarter: string): { from: string; to: string } {
  const [year = "", name = ""] = quarter.split("-");
  const from = `${year}-${START_OF_QUARTER[name]}`;
  const next =
    name === "Q4" ? `${Number(year) + 1}-01-01` : `${year}-${START_OF_QUARTER[`Q${Number(name[1]) + 1}`]}`;
  return { from, to: next };
}

/** Checks churn, cohorts and repurchase of one set of orders against values computed independently. */
function expectReference(
  orders: SharedOrder[],
  reference: Reference,
  period: { from: string; to: string },
): void {
  const customers = [...byCustomer(orders).values()];
  expect([orders.length, customers.length]).toEqual([reference.orders, reference.customers]);
  const purchaseDays = customers.map((own) =>
    [...new Set(own.map(({ day }) => day))].map(dayNumber).sort((a, b) => a - b),
  );

  for (const [days, quarters] of Object.entries(reference.quarterly_churn_by_inactivity_days))
    for (const wanted of quarters) {
      const flow = customerFlow(
        purchaseDays.map((own) => ordersOverPeriod(own, periodOf(wanted.quarter), { days: Number(days) })),
      );
      expect({ ...flow, new: flow.new - flow.earlyLost }, `${wanted.quarter}, ${days} days`).toMatchObject({
        start: wanted.active_start,
        lost: wanted.churned,
        new: wanted.new,
        back: wanted.reactivated,
        end: wanted.active_end,
      });
      if (wanted.churn_rate === null) expect(churn(flow).value).toBeNull();
      else expect(churn(flow).value).toBeCloseTo(wanted.churn_rate, 6);
    }

  const found = cohorts(
    customers.map((own) => own.map(({ day }) => day)),
    period,
  );
  const wantedCohorts = Object.entries(reference.monthly_cohorts).map(
    ([cohort, { size, active }]): Cohort => ({ cohort, size, active }),
  );
  expect(found).toEqual(wantedCohorts);
  expect(pooledRetention(found).map(({ age, active, size }) => [age, active, size])).toEqual(
    reference["retention_by_age_pooled [age_months, active, size, rate]"].map((row) => row.slice(0, 3)),
  );

  const byOrders = repurchase(repurchaseCounts(customers.map((own) => own.length)));
  const byDays = repurchaseByDays(repurchaseCounts(purchaseDays.map((own) => own.length)));
  for (const [rate, wanted] of [
    [byOrders, reference.repurchase_rate_2plus_orders],
    [byDays, reference.repurchase_rate_2plus_purchase_days],
  ] as const) {
    expect(rate.counts).toEqual({ numerator: wanted.k, denominator: wanted.n });
    expect(rate.value).toBeCloseTo(wanted.p, 6);
    expect(rate.interval?.low).toBeCloseTo(wanted.wilson95[0], 6);
    expect(rate.interval?.high).toBeCloseTo(wanted.wilson95[1], 6);
  }

  const intervals = purchaseDays.flatMap(intervalsOf);
  expect([intervals.length, median(intervals)]).toEqual([
    reference.interpurchase_days.n,
    reference.interpurchase_days.median,
  ]);
}

describeWithSharedData("churn by inactivity, cohorts, repurchase", () => {
  test("CDNOW, 23,570 customers (worked example: 18,194 of them inactive in 1997-Q2)", () => {
    expectReference(cdnowOrders("master"), sharedJson<Reference>("data/cdnow/reference_full.json"), {
      from: "1997-01-01",
      to: "1998-07-01",
    });
  });

  test("CDNOW, the tenth sample", () => {
    expectReference(cdnowOrders("sample"), sharedJson<Reference>("data/cdnow/reference_sample.json"), {
      from: "1997-01-01",
      to: "1998-07-01",
    });
  });

  test("Online Retail, its first four months", () => {
    expectReference(
      onlineRetailOrders(),
      sharedJson<Reference>("data/online_retail_first4months/reference.json"),
      { from: "2010-12-01", to: "2011-04-01" },
    );
  });

  test("the months of the orders are those of the cohorts", () => {
    expect(new Set(cdnowOrders("sample").map(({ day }) => monthOf(day))).size).toBe(18);
  });
});
