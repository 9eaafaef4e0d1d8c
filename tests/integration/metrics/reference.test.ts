import { beforeAll, expect, test } from "vitest";
import type { MetricAnswer } from "@/lib/dashboards/schema/metric-answers";
import { csat } from "@/lib/metrics/csat";
import { describeWithSharedData, sharedCsv, sharedJson } from "../../support/shared-data";
import { cdnowOrders, onlineRetailOrders, type SharedOrder } from "../../support/shared-orders";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";
import { apiOf } from "./ask";
import { loadAnswers, loadOrders, loadTelco, withOwner } from "./real-data";

const database = ownDatabase();

type Api = ReturnType<typeof apiOf>;
type ShareReference = { k: number; n: number; p: number; wilson95: [number, number] };

async function loaded(
  slug: string,
  load: (client: Parameters<typeof loadOrders>[0], workspaceId: number) => Promise<void>,
): Promise<Api> {
  const workspace: TestWorkspace = await foundWorkspace(slug);
  await withOwner(database.current?.ownerUrl ?? "", async (client) => {
    await load(client, workspace.workspaceId);
    await client.query("analyze");
  });
  return apiOf(workspace);
}

const near = (wanted: number) => expect.closeTo(wanted, 6);

function expectShare(
  found: Pick<MetricAnswer, "value" | "n" | "interval">,
  { k, n, p, wilson95 }: ShareReference,
) {
  expect(Math.round((found.value ?? 0) * found.n)).toBe(k);
  expect(found).toMatchObject({
    value: near(p),
    n,
    interval: { low: near(wilson95[0]), high: near(wilson95[1]), level: 0.95 },
  });
}

type OrdersReference = {
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

/** Everything that METRICS.md defines over orders, through the API. */
async function expectOrders(api: Api, reference: OrdersReference): Promise<void> {
  for (const [days, quarters] of Object.entries(reference.quarterly_churn_by_inactivity_days)) {
    const rule = { rule: "inactivity", inactivityDays: days };
    const from = firstOfQuarter(quarters[0]?.quarter ?? "");
    const to = firstOfQuarter(quarters.at(-1)?.quarter ?? "", 1);
    const churn = await api.metric("churn", { ...rule, from, to, groupBy: "quarter" });
    const retention = await api.metric("retention", { ...rule, from, to, groupBy: "quarter" });
    expect(churn.groups?.map(({ key, n }) => [key, n])).toEqual(
      quarters.map((one) => [one.quarter, one.active_start]),
    );
    for (const [b, one] of quarters.entries()) {
      const [rate, stay] = [churn.groups?.[b]?.value ?? null, retention.groups?.[b]?.value ?? null];
      expect(rate).toEqual(one.churn_rate === null ? null : near(one.churn_rate));
      expect(stay).toEqual(one.churn_rate === null ? null : near(1 - one.churn_rate));
      const alone = await api.metric("churn", {
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
  const repurchase = await api.metric("repurchase");
  expectShare(repurchase, reference.repurchase_rate_2plus_orders);
  const [byDays] = repurchase.also ?? [];
  expect(byDays?.metric).toBe("repurchase-days");
  if (byDays) expectShare(byDays, reference.repurchase_rate_2plus_purchase_days);
  const { cohorts } = await api.cohorts();
  expect(cohorts).toEqual(
    Object.entries(reference.monthly_cohorts).map(([cohort, { size, active }]) => ({ cohort, size, active })),
  );
}

describeWithSharedData("orders", () => {
  const load = (slug: string, orders: () => SharedOrder[]) =>
    loaded(slug, (client, workspaceId) => loadOrders(client, workspaceId, orders()));

  test("CDNOW: 69,659 orders of 23,570 customers", async () => {
    const api = await load("cdnow", () => cdnowOrders("master"));
    await expectOrders(api, sharedJson("data/cdnow/reference_full.json"));
    // The worked example: 18,194 of 23,570.
    const quarter = { from: "1997-04-01", to: "1997-07-01", inactivityDays: 90 };
    expect(await api.metric("churn", quarter)).toMatchObject({
      value: near(0.771913),
      counts: { numerator: 18_194, denominator: 23_570 },
      definition: {
        parameters: { rule: "inactivity", inactivityDays: 90, from: "1997-04-01", to: "1997-07-01" },
      },
    });
  }, 120_000);

  test("Online Retail, the first four months", async () => {
    const api = await load("online-retail", onlineRetailOrders);
    await expectOrders(api, sharedJson("data/online_retail_first4months/reference.json"));
  }, 120_000);
});

describeWithSharedData("telco: 7,043 contracts", () => {
  type Reference = {
    churn: ShareReference;
    churn_by_Contract: Record<string, ShareReference>;
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
  const reference = () => sharedJson<Reference>("data/telco/reference.json");
  const period = { from: "2020-02-01", to: "2020-03-01" };
  let api: Api;
  beforeAll(async () => {
    const rows = sharedCsv("data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv.gz");
    api = await loaded("telco", (client, workspaceId) => loadTelco(client, workspaceId, rows));
  }, 60_000);

  test("churn, of all and by plan, and its difference between plans", async () => {
    const found = await api.metric("churn", { ...period, groupBy: "plan" });
    expectShare(found, reference().churn);
    expect(found.definition.parameters.rule).toBe("contract");
    expect(found.groups?.map(({ key }) => key)).toEqual(["Month-to-month", "One year", "Two year"]);
    for (const group of found.groups ?? []) {
      const wanted = reference().churn_by_Contract[group.key ?? ""];
      if (wanted) expectShare(group, wanted);
      const alone = await api.metric("churn", { ...period, plan: group.key ?? "" });
      expect([alone.value, alone.n, alone.interval]).toEqual([group.value, group.n, group.interval]);
    }
    const between = reference().two_prop_month_to_month_vs_one_year;
    const compared = await api.compare({
      metric: "churn",
      ...period,
      "a.plan": "One year",
      "b.plan": "Month-to-month",
    });
    expect(compared).toMatchObject({
      a: { value: near(reference().churn_by_Contract["One year"]?.p ?? 0), n: 1473 },
      b: { value: near(reference().churn_by_Contract["Month-to-month"]?.p ?? 0), n: 3875 },
      difference: near(between.diff),
      interval: { low: near(between.newcombe_wilson95[0]), high: near(between.newcombe_wilson95[1]) },
      verdict: "up",
    });
    expect((compared.p ?? 0) / between.p_two_sided).toBeCloseTo(1, 5);
  });

  test("revenue churn to the cent", async () => {
    const found = await api.metric("revenue", period);
    const wanted = reference().monthly_revenue;
    expect(found).toMatchObject({
      value: near(wanted.revenue_churn),
      counts: { numerator: Math.round(100 * wanted.lost), denominator: Math.round(100 * wanted.total) },
    });
  });

  test("survival as of 2020-02-01, of all and by plan, with log-rank", async () => {
    const at = (steps: { t: number; survival: number }[], t: number) =>
      steps.findLast((step) => step.t <= t)?.survival ?? 1;
    const [all] = (await api.survival({ to: "2020-02-01" })).groups;
    expect(all?.n).toBe(7_043);
    for (const [months, wanted] of Object.entries(reference().km_all.S_at_months))
      expect(at(all?.steps ?? [], Number(months))).toBeCloseTo(wanted, 6);
    const [year] = reference().km_all.at_12;
    expect(all?.steps.find(({ t }) => t === 12)).toEqual({
      t: 12,
      atRisk: year.at_risk,
      events: year.events,
      survival: near(year.S),
      low: near(year.loglog95[0]),
      high: near(year.loglog95[1]),
    });
    const { groups, logRank } = await api.survival({ to: "2020-02-01", groupBy: "plan" });
    for (const { key, steps } of groups)
      for (const [months, wanted] of Object.entries(reference().km_by_contract[key ?? ""] ?? {}))
        expect(at(steps, Number(months))).toBeCloseTo(wanted, 6);
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

describeWithSharedData("airline: 25,976 passengers, 14 touchpoints", () => {
  type Reference = {
    satisfied: ShareReference;
    touchpoints: Record<
      string,
      {
        n_rated: number;
        not_applicable: number;
        mean: number;
        top2box: ShareReference;
        distribution: Record<string, number>;
      }
    >;
  };

  test("ratings of every touchpoint; 0 means not applicable", async () => {
    const reference = sharedJson<Reference>("data/airline_satisfaction/reference.json");
    const names = Object.keys(reference.touchpoints);
    const keyOf = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, "-");
    const api = await loaded("airline", (client, workspaceId) =>
      loadAnswers(
        client,
        workspaceId,
        sharedCsv("data/airline_satisfaction/airline_satisfaction.csv.gz").map((row) => ({
          answers: [
            {
              metric: "csat" as const,
              scale: "1-5" as const,
              value: row.satisfaction === "satisfied" ? 5 : 1,
            },
            ...names.map((name) => ({
              metric: "rating" as const,
              scale: "1-5" as const,
              touchpoint: keyOf(name),
              value: row[name] === "0" ? null : Number(row[name]),
            })),
          ],
        })),
      ),
    );
    expectShare(await api.metric("csat"), reference.satisfied);
    const { groups } = await api.metric("rating", { groupBy: "touchpoint" });
    expect(groups).toHaveLength(14);
    for (const name of names) {
      const wanted = reference.touchpoints[name];
      if (!wanted) continue;
      const group = groups?.find(({ key }) => key === keyOf(name));
      expect(group).toMatchObject({ value: near(wanted.mean), n: wanted.n_rated });
      const alone = await api.metric("rating", { touchpoint: keyOf(name) });
      expect([alone.value, alone.n, alone.definition.parameters.unanswered]).toEqual([
        group?.value,
        group?.n,
        wanted.not_applicable,
      ]);
      const { 0: _, ...rated } = wanted.distribution;
      expect(alone.counts).toEqual(rated);
      // The share of 4–5 of a touchpoint's own question is its CSAT.
      expectShare(csat(rated), wanted.top2box);
    }
  }, 120_000);
});

describeWithSharedData("answers without touchpoints", () => {
  type Nps = { n: number; nps: number; adj_wald95: [number, number] };

  test("Botanic: NPS with and without a comment, and their difference", async () => {
    type Reference = {
      missing_nps: number;
      score_distribution: Record<string, number>;
      nps: Nps;
      nps_with_comment: Nps;
      nps_without_comment: Nps;
      nps_difference_without_minus_with_comment: {
        diff: number;
        p_two_sided: number;
        wald95: [number, number];
      };
      satisfaction: { n: number; mean: number; top2box_9_10: ShareReference };
    };
    const reference = sharedJson<Reference>("data/botanic_nps_half/reference.json");
    const score = (text: string | undefined) => (text === "NA" || text === undefined ? null : Number(text));
    const api = await loaded("botanic", (client, workspaceId) =>
      loadAnswers(
        client,
        workspaceId,
        sharedCsv("data/botanic_nps_half/nps_odd_rows.csv.gz", "latin1").map((row) => ({
          hasComment: row.explication !== "NA",
          answers: [
            { metric: "nps" as const, scale: "0-10" as const, value: score(row.nps) },
            { metric: "csat" as const, scale: "1-10" as const, value: score(row.satisfaction) },
          ],
        })),
      ),
    );
    const expectNps = async (parameters: Record<string, string>, wanted: Nps) => {
      const found = await api.metric("nps", parameters);
      expect(found).toMatchObject({
        value: near(wanted.nps),
        n: wanted.n,
        interval: { low: near(wanted.adj_wald95[0]), high: near(wanted.adj_wald95[1]) },
      });
      return found;
    };
    const all = await expectNps({}, reference.nps);
    expect(all.counts).toEqual(reference.score_distribution);
    expect(all.definition.parameters.unanswered).toBe(reference.missing_nps);
    await expectNps({ hasComment: "true" }, reference.nps_with_comment);
    await expectNps({ hasComment: "false" }, reference.nps_without_comment);
    const difference = reference.nps_difference_without_minus_with_comment;
    const compared = await api.compare({ metric: "nps", "a.hasComment": "true", "b.hasComment": "false" });
    expect(compared).toMatchObject({
      a: { value: near(reference.nps_with_comment.nps) },
      b: { value: near(reference.nps_without_comment.nps) },
      difference: near(difference.diff),
      interval: { low: near(difference.wald95[0]), high: near(difference.wald95[1]) },
      verdict: "up",
    });
    expect((compared.p ?? 0) / difference.p_two_sided).toBeCloseTo(1, 5);
    expectShare(await api.metric("csat"), reference.satisfaction.top2box_9_10);
  }, 60_000);

  test("ECSI: experienced and expected, each on 1–10", async () => {
    type Reference = {
      key_drivers_of_CUSA1: { mean: Record<string, number> };
      CUSA1_overall_satisfaction: { top2box_9_10: ShareReference };
      expectation_gaps: {
        pairs: Record<string, { n: number; mean_expected: number; mean_experienced: number }>;
      };
    };
    const reference = sharedJson<Reference>("data/ecsi_mobi/reference.json");
    const { pairs } = reference.expectation_gaps;
    const experienced = Object.keys(reference.key_drivers_of_CUSA1.mean);
    const expectedOf = new Map(
      Object.keys(pairs).map((pair) => pair.split("->").reverse() as [string, string]),
    );
    const api = await loaded("ecsi", (client, workspaceId) =>
      loadAnswers(
        client,
        workspaceId,
        sharedCsv("data/ecsi_mobi/mobi.csv").map((row) => ({
          answers: [
            { metric: "csat" as const, scale: "1-10" as const, value: Number(row.CUSA1) },
            ...experienced.flatMap((name) => {
              const one = {
                metric: "rating" as const,
                scale: "1-10" as const,
                touchpoint: name.toLowerCase(),
              };
              const expected = expectedOf.get(name);
              return [
                { ...one, value: Number(row[name]) },
                ...(expected
                  ? [{ ...one, dimension: "expectation" as const, value: Number(row[expected]) }]
                  : []),
              ];
            }),
          ],
        })),
      ),
    );
    expectShare(await api.metric("csat"), reference.CUSA1_overall_satisfaction.top2box_9_10);
    const { groups } = await api.metric("rating", { groupBy: "touchpoint" });
    expect(Object.fromEntries(groups?.map(({ key, value }) => [key?.toUpperCase(), value]) ?? [])).toEqual(
      Object.fromEntries(
        Object.entries(reference.key_drivers_of_CUSA1.mean).map(([name, mean]) => [name, near(mean)]),
      ),
    );
    for (const [pair, wanted] of Object.entries(pairs)) {
      const touchpoint = pair.split("->")[1]?.toLowerCase() ?? "";
      const expected = await api.metric("rating", { touchpoint, dimension: "expectation" });
      const found = await api.metric("rating", { touchpoint });
      expect([expected.n, expected.value, found.value]).toEqual([
        wanted.n,
        near(wanted.mean_expected),
        near(wanted.mean_experienced),
      ]);
    }
  });
});
