import { beforeAll, expect, test } from "vitest";
import { fitBgNbd } from "@/lib/metrics/bg-nbd-fit";
import { fitGammaGamma } from "@/lib/metrics/gamma-gamma";
import { repeatPurchases } from "@/lib/metrics/repeat-purchases";
import { countHistories } from "@/lib/retention/queries/count-histories";
import { describeWithSharedData, sharedJson, sharedUnpacked } from "../../support/shared-data";
import { byCustomer, type SharedOrder } from "../../support/shared-orders";
import { ownDatabase } from "../../support/world";
import { type Asked, type Company, expectShare, foundCompany, near, type ShareReference } from "./companies";

/** Orders of real shops, brought in by the REST API; what METRICS.md defines over them, asked for there. */

ownDatabase();

type OrdersReference = {
  orders: number;
  customers: number;
  purchase_days: number;
  first_day: string;
  last_day: string;
  revenue: number;
  by_month: Record<string, { orders: number; customers: number; revenue: number }>;
  repurchase_rate_2plus_orders: ShareReference;
  repurchase_rate_2plus_purchase_days: ShareReference;
  monthly_cohorts: Record<string, { size: number; active: number[]; retention: number[] }>;
  quarterly_churn_by_inactivity_days: Record<
    string,
    {
      quarter: string;
      active_start: number;
      churned: number;
      new: number;
      reactivated: number;
      active_end: number;
      churn_rate: number | null;
    }[]
  >;
};

const firstOfQuarter = (quarter: string, later = 0) => {
  const [year = 0, number = 1] = quarter.split("-Q").map(Number);
  return new Date(Date.UTC(year, (number - 1 + later) * 3, 1)).toISOString().slice(0, 10);
};

async function expectFigures(ask: Asked, reference: OrdersReference): Promise<void> {
  for (const [days, quarters] of Object.entries(reference.quarterly_churn_by_inactivity_days)) {
    const rule = { rule: "inactivity", inactivityDays: days };
    const from = firstOfQuarter(quarters[0]?.quarter ?? "");
    const to = firstOfQuarter(quarters.at(-1)?.quarter ?? "", 1);
    const churn = await ask.metric("churn", { ...rule, from, to, groupBy: "quarter" });
    const retention = await ask.metric("retention", { ...rule, from, to, groupBy: "quarter" });
    expect(churn.groups?.map(({ key, n }) => [key, n])).toEqual(
      quarters.map((one) => [one.quarter, one.active_start]),
    );
    for (const [b, one] of quarters.entries()) {
      const [rate, stay] = [churn.groups?.[b]?.value ?? null, retention.groups?.[b]?.value ?? null];
      expect(rate).toEqual(one.churn_rate === null ? null : near(one.churn_rate));
      expect(stay).toEqual(one.churn_rate === null ? null : near(1 - one.churn_rate));
      const alone = await ask.metric("churn", {
        ...rule,
        from: firstOfQuarter(one.quarter),
        to: firstOfQuarter(one.quarter, 1),
      });
      expect(alone.value).toBe(rate);
      expect(alone.counts).toEqual({ numerator: one.churned, denominator: one.active_start });
      const { flow } = alone;
      // The reference calls new only who is still active at the end.
      expect(flow && { new: flow.new - flow.earlyLost, back: flow.back, end: flow.end }).toEqual({
        new: one.new,
        back: one.reactivated,
        end: one.active_end,
      });
    }
  }
  const repurchase = await ask.metric("repurchase");
  expectShare(repurchase, reference.repurchase_rate_2plus_orders);
  const [byDays] = repurchase.also ?? [];
  expect(byDays?.metric).toBe("repurchase-days");
  if (byDays) expectShare(byDays, reference.repurchase_rate_2plus_purchase_days);
  const { cohorts } = await ask.cohorts();
  expect(
    cohorts.map((one) => ({ ...one, retention: one.active.map((n) => Number((n / one.size).toFixed(6))) })),
  ).toEqual(
    Object.entries(reference.monthly_cohorts).map(([cohort, { size, active, retention }]) => ({
      cohort,
      size,
      active,
      retention,
    })),
  );
}

/** What was stored, to the cent. */
async function expectRows({ workspace }: Company, reference: OrdersReference): Promise<void> {
  const months = await workspace.asSystem(
    ({ db, workspaceId }) => db.$queryRaw<object[]>`
      select to_char("day", 'YYYY-MM') as month, count(*)::int as orders,
        count(distinct "customerId")::int as customers, sum("totalMinor")::int as cents
      from "order" where "workspaceId" = ${workspaceId} and "status" = 'completed' group by 1 order by 1`,
  );
  expect(months).toEqual(
    Object.entries(reference.by_month).map(([month, { revenue, ...counted }]) => ({
      month,
      ...counted,
      cents: Math.round(100 * revenue),
    })),
  );
  const [all] = await workspace.asSystem(
    ({ db, workspaceId }) => db.$queryRaw<object[]>`
      select count(*)::int as orders, count(distinct "customerId")::int as customers,
        count(distinct ("customerId", "day"))::int as days, sum("totalMinor")::int as cents,
        min("day")::text as first, max("day")::text as last
      from "order" where "workspaceId" = ${workspaceId} and "status" = 'completed'`,
  );
  expect(all).toEqual({
    orders: reference.orders,
    customers: reference.customers,
    days: reference.purchase_days,
    cents: Math.round(100 * reference.revenue),
    first: reference.first_day,
    last: reference.last_day,
  });
}

describeWithSharedData("CDNOW: 69,659 orders without ids, blanks between columns, real repeats", () => {
  const reference = () => sharedJson<OrdersReference>("data/cdnow/reference_full.json");
  const file = () => sharedUnpacked("data/cdnow/CDNOW_master.txt.gz");
  const said = {
    kind: "orders",
    name: "CDNOW_master.txt",
    mapping: { customer: "customer_id", orderedAt: "date", "total.amount": "dollar_value" },
    options: { createMissing: ["customers"] },
  };
  let shop: Company;

  beforeAll(async () => {
    shop = await foundCompany("cdnow", { currency: "USD", timeZone: "America/New_York" });
    expect(await shop.upload(said, file())).toMatchObject({ created: 69_659, lines: 69_659 });
  }, 120_000);

  test("is stored to the cent, and figures follow", async () => {
    await expectRows(shop, reference());
    await expectFigures(shop.ask, reference());
    // The worked example: 18,194 of 23,570.
    const quarter = { from: "1997-04-01", to: "1997-07-01", inactivityDays: 90 };
    expect(await shop.ask.metric("churn", quarter)).toMatchObject({
      value: near(0.771913),
      counts: { numerator: 18_194, denominator: 23_570 },
      definition: {
        parameters: { rule: "inactivity", inactivityDays: 90, from: "1997-04-01", to: "1997-07-01" },
      },
    });
  }, 120_000);

  test("fits the model of buying for all customers in seconds", async () => {
    const histories = await shop.workspace.asSystem((scope) =>
      countHistories(scope, { lastDay: reference().last_day, filter: {} }),
    );
    const begun = process.cpuUsage();
    expect(fitBgNbd(histories)).toMatchObject({ customers: 23_570, converged: true });
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
  });

  test("creates nothing the second time, whatever the file is called", async () => {
    expect(await shop.upload({ ...said, name: "renamed.txt" }, file())).toMatchObject({
      created: 0,
      duplicate: 69_659,
    });
  }, 120_000);
});

describeWithSharedData("CDNOW, every tenth customer: no header, columns by number", () => {
  test("figures, and the models of buying", async () => {
    const shop = await foundCompany("cdnow-sample", { currency: "USD" });
    const told = await shop.upload(
      {
        kind: "orders",
        name: "CDNOW_sample.txt",
        mapping: { customer: 1, orderedAt: 3, "total.amount": 5 },
        options: { header: 0, createMissing: ["customers"] },
      },
      sharedUnpacked("data/cdnow/CDNOW_sample.txt.gz"),
    );
    expect(told).toMatchObject({ created: 6_919 });
    const reference = sharedJson<OrdersReference>("data/cdnow/reference_sample.json");
    await expectRows(shop, reference);
    await expectFigures(shop.ask, reference);

    type Fit = Record<"bgnbd" | "gamma_gamma", Record<string, number>>;
    const { fit_on_exact_days_over_7: wanted } = sharedJson<{ fit_on_exact_days_over_7: Fit }>(
      "data/cdnow/reference_sample_models.json",
    );
    const lastDay = "1997-09-30";
    const histories = await shop.workspace.asSystem((scope) =>
      countHistories(scope, { lastDay, filter: {} }),
    );
    const buying = fitBgNbd(histories);
    expect(buying?.customers).toBe(2_357);
    for (const key of ["r", "alpha", "a", "b"] as const)
      expect(buying?.[key]).toBeCloseTo(wanted.bgnbd[key] ?? Number.NaN, 4);
    expect(buying?.logLikelihood).toBeCloseTo(wanted.bgnbd.LL ?? Number.NaN, 5);

    const rows = await shop.workspace.asSystem(
      ({ db, workspaceId }) => db.$queryRaw<SharedOrder[]>`
        select "customerId"::text as customer, "day"::text as day, "totalMinor"::int as cents
        from "order" where "workspaceId" = ${workspaceId}`,
    );
    const spend = fitGammaGamma(
      [...byCustomer(rows).values()].flatMap(
        (own) =>
          repeatPurchases(
            own.map(({ day, cents }) => ({ on: day, amount: cents / 100 })),
            lastDay,
          ) ?? [],
      ),
    );
    expect(spend?.customers).toBe(946);
    for (const key of ["p", "q", "v"] as const)
      expect(spend?.[key]).toBeCloseTo(wanted.gamma_gamma[key] ?? Number.NaN, 3);
    expect(spend?.logLikelihood).toBeCloseTo(wanted.gamma_gamma.LL ?? Number.NaN, 5);
  }, 60_000);
});

describeWithSharedData("Online Retail: lines of orders, cancellations, ids as decimal numbers", () => {
  test("figures to the penny; the file again changes nothing", async () => {
    const shop = await foundCompany("online-retail", { currency: "GBP", timeZone: "Europe/London" });
    const said = {
      kind: "orders",
      name: "online_retail.csv",
      mapping: {
        externalId: "InvoiceNo",
        customer: "CustomerID",
        orderedAt: "InvoiceDate",
        "lines.product": "StockCode",
        "lines.productName": "Description",
        "lines.quantity": "Quantity",
        "lines.unitPrice": "UnitPrice",
      },
      options: {
        createMissing: ["customers", "products"],
        pattern: { CustomerID: "^(\\d+)(?:\\.0)?$" },
        statusWhen: { cancelled: { column: "InvoiceNo", beginsWith: "C" } },
        skipWhen: {
          any: [
            { column: "CustomerID", empty: true },
            {
              all: [
                { not: { column: "InvoiceNo", beginsWith: "C" } },
                {
                  any: [
                    { column: "Quantity", lessOrEqual: 0 },
                    { column: "UnitPrice", lessOrEqual: 0 },
                  ],
                },
              ],
            },
          ],
        },
      },
    };
    const file = sharedUnpacked("data/online_retail_first4months/online_retail_2010-12_2011-03.csv.gz");
    expect(await shop.upload(said, file)).toMatchObject({ created: 96_938, skipped: 45_145 });
    const reference = sharedJson<OrdersReference>("data/online_retail_first4months/reference.json");
    await expectRows(shop, reference);
    await expectFigures(shop.ask, reference);
    expect(await shop.upload(said, file)).toMatchObject({ created: 0, unchanged: 96_938, skipped: 45_145 });
  }, 180_000);
});
