import { beforeAll, expect, test } from "vitest";
import { describeWithSharedData, sharedJson, sharedUnpacked } from "../../support/shared-data";
import { preparedContracts } from "../../support/telco";
import { ownDatabase } from "../../support/world";
import {
  type Company,
  expectShare,
  expectSplits,
  foundCompany,
  near,
  type ShareReference,
  splitsBy,
  tableOf,
} from "./companies";

/** A telecoms provider as of 2020-02-01: customers with what is known of them, and their contracts by file. */

ownDatabase();

type Reference = {
  churn: ShareReference;
  mean_tenure: { churned: number; stayed: number };
  monthly_revenue: { total: number; lost: number; revenue_churn: number };
  two_prop_month_to_month_vs_one_year: {
    diff: number;
    p_two_sided: number;
    newcombe_wilson95: [number, number];
  };
  km_all: {
    S_at_months: Record<string, number>;
    at_12: [{ at_risk: number; events: number; S: number; loglog95: [number, number] }];
  };
  km_by_contract: Record<string, Record<string, number>>;
  km_median_months_month_to_month: number;
  logrank_contract: {
    observed: Record<string, number>;
    expected: Record<string, number>;
    chi2: number;
    df: number;
  };
};

const fileName = "data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv.gz";
const columns = [
  "InternetService",
  "PaymentMethod",
  "gender",
  "SeniorCitizen",
  "Partner",
  "Dependents",
  "PaperlessBilling",
  "TechSupport",
  "OnlineSecurity",
];

describeWithSharedData("telco: 7,043 contracts", () => {
  const reference = () => sharedJson<Reference>("data/telco/reference.json");
  const period = { from: "2020-02-01", to: "2020-03-01" };
  let telco: Company;

  beforeAll(async () => {
    telco = await foundCompany("telco", { currency: "USD" });
    const customers = {
      kind: "customers",
      mapping: {
        externalId: "customerID",
        "attributes.tenure": { column: "tenure", type: "number" },
        // Eleven are blank: they have no such attribute, and the line counts all the same.
        "attributes.TotalCharges": { column: "TotalCharges", type: "number" },
        ...Object.fromEntries(columns.map((column) => [`attributes.${column}`, column])),
      },
    };
    expect(await telco.upload(customers, sharedUnpacked(fileName))).toMatchObject({ created: 7_043 });
    const contracts = {
      kind: "contracts",
      mapping: {
        externalId: "customerID",
        customer: "customerID",
        plan: "contract",
        startedOn: "start",
        endsOn: "end",
        "monthlyRevenue.amount": "MonthlyCharges",
      },
    };
    expect(await telco.upload(contracts, preparedContracts())).toMatchObject({ created: 7_043 });
    // The planner knows of what has just come in, or the first page would wait for minutes.
    const [known] = await telco.workspace.asSystem(
      ({ db }) => db.$queryRaw<{ rows: number }[]>`
        select reltuples::int as rows from pg_class where oid = 'contract'::regclass`,
    );
    expect(known?.rows).toBe(7_043);
    expect(await telco.upload(contracts, preparedContracts())).toMatchObject({
      created: 0,
      unchanged: 7_043,
    });
  }, 120_000);

  test("churn, of all and by plan, and its difference between plans", async () => {
    const found = await telco.ask.metric("churn", { ...period, groupBy: "plan" });
    expectShare(found, reference().churn);
    expect(found.definition.parameters.rule).toBe("contract");
    expect(found.groups?.map(({ key }) => key)).toEqual(["Month-to-month", "One year", "Two year"]);
    const byPlan = tableOf(reference(), "churn_by_Contract");
    for (const group of found.groups ?? []) {
      const wanted = byPlan[group.key ?? ""];
      if (wanted) expectShare(group, wanted);
      const alone = await telco.ask.metric("churn", { ...period, plan: group.key ?? "" });
      expect([alone.value, alone.n, alone.interval]).toEqual([group.value, group.n, group.interval]);
    }
    const between = reference().two_prop_month_to_month_vs_one_year;
    const compared = await telco.ask.compare({
      metric: "churn",
      ...period,
      "a.plan": "One year",
      "b.plan": "Month-to-month",
    });
    expect(compared).toMatchObject({
      a: { value: near(byPlan["One year"]?.p ?? 0), n: 1473 },
      b: { value: near(byPlan["Month-to-month"]?.p ?? 0), n: 3875 },
      difference: near(between.diff),
      interval: { low: near(between.newcombe_wilson95[0]), high: near(between.newcombe_wilson95[1]) },
      verdict: "up",
    });
    expect((compared.p ?? 0) / between.p_two_sided).toBeCloseTo(1, 5);
  });

  test("churn by what is known of customers, alone and together with the plan", async () => {
    const services = splitsBy("InternetService", tableOf(reference(), "churn_by_InternetService"));
    const splits = [
      ...services,
      ...columns.slice(1).flatMap((column) => splitsBy(column, tableOf(reference(), `churn_by_${column}`))),
      ...splitsBy("tenure", tableOf(reference(), "churn_by_tenure_band_months"), true),
    ];
    await telco.segments(splits.map(({ rule }) => rule));
    expectSplits(await telco.ask.metric("churn", { ...period, groupBy: "segment" }), splits);
    const both = Object.entries(tableOf(reference(), "churn_by_Contract_and_InternetService"));
    expect(both).toHaveLength(9);
    for (const [said, wanted] of both) {
      const [plan = "", service = ""] = said.split(" | ");
      const segment = `s${Object.keys(tableOf(reference(), "churn_by_InternetService")).indexOf(service)}`;
      expectShare(await telco.ask.metric("churn", { ...period, plan, segment }), wanted);
    }
  }, 60_000);

  test("revenue churn to the cent", async () => {
    const found = await telco.ask.metric("revenue", period);
    const wanted = reference().monthly_revenue;
    expect(found).toMatchObject({
      value: near(wanted.revenue_churn),
      counts: { numerator: Math.round(100 * wanted.lost), denominator: Math.round(100 * wanted.total) },
    });
  });

  test("survival as of 2020-02-01, of all and by plan, with log-rank", async () => {
    const at = (steps: { t: number; survival: number }[], t: number) =>
      steps.findLast((step) => step.t <= t)?.survival ?? 1;
    const [all] = (await telco.ask.survival({ to: "2020-02-01" })).groups;
    const steps = all?.steps ?? [];
    expect(all?.n).toBe(7_043);
    for (const [months, wanted] of Object.entries(reference().km_all.S_at_months))
      expect(at(steps, Number(months))).toBeCloseTo(wanted, 6);
    const [year] = reference().km_all.at_12;
    expect(steps.find(({ t }) => t === 12)).toEqual({
      t: 12,
      atRisk: year.at_risk,
      events: year.events,
      survival: near(year.S),
      low: near(year.loglog95[0]),
      high: near(year.loglog95[1]),
    });
    // Who was lost, and after how many months.
    const lost = steps.reduce((sum, { events }) => sum + events, 0);
    expect([lost, steps.reduce((sum, { t, events }) => sum + t * events, 0) / lost]).toEqual([
      reference().churn.k,
      near(reference().mean_tenure.churned),
    ]);
    const { groups, logRank } = await telco.ask.survival({ to: "2020-02-01", groupBy: "plan" });
    for (const group of groups)
      for (const [months, wanted] of Object.entries(reference().km_by_contract[group.key ?? ""] ?? {}))
        expect(at(group.steps, Number(months))).toBeCloseTo(wanted, 6);
    expect(groups.map(({ median }) => median)).toEqual([
      reference().km_median_months_month_to_month,
      null,
      null,
    ]);
    const wanted = reference().logrank_contract;
    expect(logRank).toMatchObject({ chiSquare: expect.closeTo(wanted.chi2, 5), df: wanted.df });
    expect(logRank?.p).toBeLessThan(1e-300);
    expect(logRank?.groups).toEqual(
      Object.keys(wanted.observed).map((key) => ({
        key,
        observed: wanted.observed[key],
        expected: expect.closeTo(wanted.expected[key] ?? 0, 5),
      })),
    );
  });
});
