import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { churn, earlyLoss, retention, voluntaryChurn } from "@/lib/metrics/churn";
import { type ContractWithReason, contractsOverPeriod, notices } from "@/lib/metrics/contract-period";
import {
  contractState,
  contractTenure,
  isActiveByContract,
  isInForce,
  lastDayInForce,
} from "@/lib/metrics/contract-rule";
import { spellsOf } from "@/lib/metrics/contract-spells";
import { customerFlow } from "@/lib/metrics/customer-flow";
import {
  grossRevenueChurn,
  monthlyRevenueOn,
  netRevenueChurn,
  revenueFlow,
} from "@/lib/metrics/revenue-churn";
import type { share } from "@/lib/metrics/share";
import { describeWithSharedData, type SharedRow, sharedCsv, sharedJson } from "../../support/shared-data";

function contract(startedOn: string, more: Partial<ContractWithReason> = {}): ContractWithReason {
  return {
    startedOn,
    endsOn: null,
    cancelledOn: null,
    withdrawnOn: null,
    involuntary: false,
    reason: null,
    ...more,
  };
}

const Q2 = { from: "2026-04-01", to: "2026-07-01" };

describe("contract rule", () => {
  test("in force from the first through the last day, inclusive", () => {
    const given = contract("2026-01-10", { endsOn: "2026-03-31" });
    expect(isInForce(given, "2026-01-09")).toBe(false);
    expect(isInForce(given, "2026-01-10")).toBe(true);
    expect(isInForce(given, "2026-03-31")).toBe(true);
    expect(isInForce(given, "2026-04-01")).toBe(false);
  });

  test("cancelled without an end ends on the day of the notice", () => {
    expect(lastDayInForce(contract("2026-01-10", { cancelledOn: "2026-02-01" }))).toBe("2026-02-01");
    expect(lastDayInForce(contract("2026-01-10"))).toBeNull();
    expect(lastDayInForce(contract("2026-01-10", { cancelledOn: "2026-02-01", endsOn: "2026-03-01" }))).toBe(
      "2026-03-01",
    );
  });

  test("a withdrawn notice is void, a later notice is a new one", () => {
    const saved = { cancelledOn: "2026-02-01", withdrawnOn: "2026-02-10", endsOn: "2026-03-01" };
    expect(lastDayInForce(contract("2026-01-10", saved))).toBeNull();
    expect(lastDayInForce(contract("2026-01-10", { ...saved, cancelledOn: "2026-02-20" }))).toBe(
      "2026-03-01",
    );
  });

  test("between notice and end the customer is cancelled and still active", () => {
    const given = contract("2026-01-10", { cancelledOn: "2026-02-01", endsOn: "2026-03-01" });
    expect(
      ["2026-01-09", "2026-01-31", "2026-02-01", "2026-03-01", "2026-03-02"].map((day) =>
        contractState(given, day),
      ),
    ).toEqual(["notStarted", "active", "cancelledStillActive", "cancelledStillActive", "ended"]);
    const saved = { ...given, withdrawnOn: "2026-02-10" };
    expect(contractState(saved, "2026-02-09")).toBe("cancelledStillActive");
    expect(contractState(saved, "2026-02-10")).toBe("active");
    expect(contractState(saved, "2026-05-01")).toBe("active");
  });

  test("active = some contract in force", () => {
    const both = [contract("2026-01-10", { endsOn: "2026-01-20" }), contract("2026-02-01")];
    expect(isActiveByContract(both, "2026-01-25")).toBe(false);
    expect(isActiveByContract(both, "2026-02-01")).toBe(true);
    expect(isActiveByContract([], "2026-02-01")).toBe(false);
  });

  test("tenure in whole calendar months, to the first day out or the as-of day", () => {
    expect(contractTenure(contract("2026-01-31", { endsOn: "2026-03-30" }), "2027-01-01")).toEqual({
      months: 2,
      ended: true,
    });
    expect(contractTenure(contract("2026-01-31"), "2026-02-28")).toEqual({ months: 0, ended: false });
    expect(contractTenure(contract("2025-07-01"), "2026-07-01")).toEqual({ months: 12, ended: false });
    expect(contractTenure(contract("2026-01-01", { endsOn: "2026-06-30" }), "2026-06-30")).toEqual({
      months: 5,
      ended: false,
    });
    expect(contractTenure(contract("2026-01-01", { endsOn: "2026-06-30" }), "2026-07-01")).toEqual({
      months: 6,
      ended: true,
    });
    expect(contractTenure(contract("2026-08-01"), "2026-07-01")).toBeNull();
  });

  test("contracts that overlap or follow day on day are one spell", () => {
    expect(
      spellsOf([
        contract("2026-05-01"),
        contract("2026-01-01", { endsOn: "2026-01-31" }),
        contract("2026-02-01", { endsOn: "2026-02-28" }),
        contract("2026-01-10", { endsOn: "2026-01-12" }),
        contract("2026-06-01", { endsOn: "2026-06-30" }),
        contract("2026-04-01", { endsOn: "2026-03-01" }),
      ]),
    ).toEqual([
      { startedOn: "2026-01-01", lastDay: "2026-02-28" },
      { startedOn: "2026-05-01", lastDay: null },
    ]);
  });
});

describe("churn by contract", () => {
  test("lost, early lost, back and recovered inside the period", () => {
    const over = (contracts: ContractWithReason[]) => contractsOverPeriod(contracts, Q2);
    expect(over([contract("2026-01-01", { endsOn: "2026-03-31" })])).toMatchObject({ activeAtStart: true });
    expect(over([contract("2026-01-01", { endsOn: "2026-03-30" })])).toMatchObject({ activeAtStart: false });
    expect(over([contract("2026-01-01", { endsOn: "2026-06-30" })])).toMatchObject({ activeAtEnd: true });
    expect(over([contract("2026-01-01", { endsOn: "2026-06-29", reason: "price" })])).toEqual({
      activeAtStart: true,
      activeAtEnd: false,
      isNew: false,
      involuntary: false,
      reason: "price",
    });
    expect(over([contract("2026-04-01", { endsOn: "2026-05-01" })])).toMatchObject({
      activeAtStart: false,
      activeAtEnd: false,
      isNew: true,
    });
    const recovered = [contract("2026-01-01", { endsOn: "2026-04-30" }), contract("2026-05-15")];
    expect(over(recovered)).toMatchObject({
      activeAtStart: true,
      activeAtEnd: true,
      isNew: false,
      reason: null,
    });
    const back = [contract("2025-01-01", { endsOn: "2025-12-31" }), contract("2026-05-15")];
    expect(over(back)).toMatchObject({ activeAtStart: false, activeAtEnd: true, isNew: false });
    expect(over([contract("2026-07-01")])).toMatchObject({ isNew: false, activeAtEnd: false });
    expect(over([])).toMatchObject({ isNew: false });
  });

  test("the loss takes its kind and reason from the contract that ended last", () => {
    const contracts = [
      contract("2026-01-01", { endsOn: "2026-04-30", reason: "moving" }),
      contract("2026-01-01", { endsOn: "2026-05-31", involuntary: true, reason: "unpaid" }),
    ];
    expect(contractsOverPeriod(contracts, Q2)).toMatchObject({ involuntary: true, reason: "unpaid" });
  });

  test("worked example: 100 at the start, 5 of them lost, 20 new of which 2 lost", () => {
    const flow = customerFlow([
      ...Array.from({ length: 95 }, () => ({ activeAtStart: true, activeAtEnd: true, isNew: false })),
      ...Array.from({ length: 5 }, (_, i) => ({
        activeAtStart: true,
        activeAtEnd: false,
        isNew: false,
        involuntary: i === 0,
      })),
      ...Array.from({ length: 18 }, () => ({ activeAtStart: false, activeAtEnd: true, isNew: true })),
      ...Array.from({ length: 2 }, () => ({ activeAtStart: false, activeAtEnd: false, isNew: true })),
    ]);
    expect(flow).toEqual({ start: 100, lost: 5, involuntary: 1, new: 20, earlyLost: 2, back: 0, end: 113 });
    expect(churn(flow).value).toBe(0.05);
    expect(retention(flow).value).toBe(0.95);
    expect(voluntaryChurn(flow)).toMatchObject({ value: 0.04, n: 100 });
    expect(earlyLoss(flow).counts).toEqual({ numerator: 2, denominator: 20 });
  });

  test("nobody at the start is null, not 0", () => {
    const flow = customerFlow([{ activeAtStart: false, activeAtEnd: false, isNew: true }]);
    expect([churn(flow).value, retention(flow).value, churn(flow).interval]).toEqual([null, null, null]);
  });

  test("churn + retention = 1, and the flow adds up", () => {
    const customer = fc.record({
      activeAtStart: fc.boolean(),
      activeAtEnd: fc.boolean(),
      isNew: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(customer, { maxLength: 60 }), (customers) => {
        const flow = customerFlow(customers);
        expect(flow.end).toBe(flow.start - flow.lost + flow.new - flow.earlyLost + flow.back);
        const [lost, kept] = [churn(flow).value, retention(flow).value];
        if (lost === null || kept === null) return flow.start === 0;
        expect(lost + kept).toBeCloseTo(1, 12);
      }),
    );
  });

  test("notices and saves are counted on their own days", () => {
    const contracts = [
      contract("2026-01-01", { cancelledOn: "2026-04-01", endsOn: "2026-12-31" }),
      contract("2026-01-01", { cancelledOn: "2026-03-31", withdrawnOn: "2026-04-02" }),
      contract("2026-01-01", { cancelledOn: "2026-07-01" }),
      contract("2026-01-01"),
    ];
    expect(notices(contracts, Q2)).toEqual({ given: 1, withdrawn: 1 });
  });

  // The demo company's story: customers at the start of a quarter, lost, interval.
  test.each([
    [8020, 235, 2.93, 2.58, 3.32],
    [8528, 322, 3.78, 3.39, 4.2],
    [8778, 270, 3.08, 2.73, 3.46],
  ])("planted: %d at the start, %d lost", (start, lost, value, low, high) => {
    const found = churn({ start, lost });
    expect(100 * (found.value ?? 0)).toBeCloseTo(value, 2);
    expect(100 * (found.interval?.low ?? 0)).toBeCloseTo(low, 2);
    expect(100 * (found.interval?.high ?? 0)).toBeCloseTo(high, 2);
  });
});

describe("revenue churn", () => {
  test("gross is lost and contraction, net is less expansion", () => {
    const flow = revenueFlow([
      { atStart: 1000, atEnd: 0 },
      { atStart: 2000, atEnd: 1500 },
      { atStart: 3000, atEnd: 4800 },
      { atStart: 4000, atEnd: 4000 },
    ]);
    expect(flow).toEqual({ customers: 4, atStart: 10_000, lost: 1000, contraction: 500, expansion: 1800 });
    expect(grossRevenueChurn(flow)).toMatchObject({ value: 0.15, n: 4, interval: null, direction: "lower" });
    expect(netRevenueChurn(flow).value).toBe(-0.03);
    expect(grossRevenueChurn(revenueFlow([])).value).toBeNull();
    expect(() => revenueFlow([{ atStart: -1, atEnd: 0 }])).toThrow(
      expect.objectContaining({ code: "badInput" }),
    );
  });

  test("monthly revenue is the sum over contracts in force", () => {
    const contracts = [
      { ...contract("2026-01-01", { endsOn: "2026-03-31" }), monthlyRevenue: 1999 },
      { ...contract("2026-02-01"), monthlyRevenue: 500 },
    ];
    expect(monthlyRevenueOn(contracts, "2026-03-31")).toBe(2499);
    expect(monthlyRevenueOn(contracts, "2026-04-01")).toBe(500);
    expect(monthlyRevenueOn(contracts, "2025-12-31")).toBe(0);
  });
});

describeWithSharedData("telco (7,043 customers)", () => {
  type ShareReference = { k: number; n: number; p: number; wilson95: [number, number] };
  type Reference = {
    churn: ShareReference;
    churn_by_Contract: Record<string, ShareReference>;
    churn_by_PaymentMethod: Record<string, ShareReference>;
    monthly_revenue: { revenue_churn: number };
  };
  const read = () => ({
    rows: sharedCsv("data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv.gz"),
    reference: sharedJson<Reference>("data/telco/reference.json"),
  });
  const churnOf = (rows: readonly SharedRow[]) =>
    churn(
      customerFlow(
        rows.map((row) => ({ activeAtStart: true, activeAtEnd: row.Churn === "No", isNew: false })),
      ),
    );
  const expectReference = (found: ReturnType<typeof share>, wanted: ShareReference) => {
    expect(found.counts).toEqual({ numerator: wanted.k, denominator: wanted.n });
    expect(found.value).toBeCloseTo(wanted.p, 6);
    expect(found.interval?.low).toBeCloseTo(wanted.wilson95[0], 6);
    expect(found.interval?.high).toBeCloseTo(wanted.wilson95[1], 6);
  };

  test("churn of all, by contract and by payment", () => {
    const { rows, reference } = read();
    expectReference(churnOf(rows), reference.churn);
    for (const [key, wanted] of Object.entries(reference.churn_by_Contract))
      expectReference(churnOf(rows.filter((row) => row.Contract === key)), wanted);
    for (const [key, wanted] of Object.entries(reference.churn_by_PaymentMethod))
      expectReference(churnOf(rows.filter((row) => row.PaymentMethod === key)), wanted);
  });

  test("revenue churn", () => {
    const { rows, reference } = read();
    const flow = revenueFlow(
      rows.map((row) => {
        const cents = Math.round(100 * Number(row.MonthlyCharges));
        return { atStart: cents, atEnd: row.Churn === "Yes" ? 0 : cents };
      }),
    );
    expect(flow).toMatchObject({ atStart: 45_611_660, lost: 13_913_085 });
    expect(grossRevenueChurn(flow).value).toBeCloseTo(reference.monthly_revenue.revenue_churn, 6);
  });
});
