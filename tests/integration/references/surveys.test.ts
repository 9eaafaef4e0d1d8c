import { beforeAll, expect, test } from "vitest";
import { type DriversData, loadDrivers } from "@/lib/drivers/queries/load-drivers";
import { analyseCases } from "@/lib/drivers/rules/analyse-cases";
import { driversInput } from "@/lib/drivers/schema";
import { listGaps } from "@/lib/expectations/queries/list-gaps";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { csat } from "@/lib/metrics/csat";
import { keyDriversOfProducts } from "@/lib/metrics/drivers";
import { expectationSpread } from "@/lib/metrics/expectation-spread";
import { studentQuantile } from "@/lib/stats/student-t";
import { type DriverReference, expectDrivers } from "../../support/driver-reference";
import { describeWithSharedData, sharedBytes, sharedJson, sharedUnpacked } from "../../support/shared-data";
import { ownDatabase } from "../../support/world";
import {
  attributeOf,
  type Company,
  expectShare,
  expectSplits,
  foundCompany,
  near,
  ruleOf,
  type ShareReference,
  splitsBy,
  tableOf,
} from "./companies";

/** Surveys brought in by the REST API; what METRICS.md defines over them. */

ownDatabase();

const survey = (answeredAt: string, more: object = {}) => ({ technique: "survey", answeredAt, ...more });
const keyOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

/** Drivers of the rows that came in; ranges and certainty, which take a while, only where they are looked at. */
async function driversOf({ workspace }: Company, asked: object = {}, resamples?: 0) {
  const data: DriversData = await workspace.asSystem((scope) =>
    loadDrivers(scope, driversInput.parse({ period: "all", ...asked })),
  );
  const { cases, places } = data;
  const keys = cases.touchpoints.map(({ touchpointId }) => String(touchpointId));
  const analysis =
    resamples === 0
      ? keyDriversOfProducts(keys, cases, { sample: cases.sample, resamples })
      : analyseCases(cases);
  const keyOfDriver = (id: string) => places.touchpoints.find((one) => String(one.id) === id)?.key ?? "";
  const found = (analysis.result?.drivers ?? []).map((one) => ({ ...one, key: keyOfDriver(one.key) }));
  return { data, analysis, found, keyOfDriver };
}

describeWithSharedData("airline: 25,976 passengers, 14 touchpoints, 0 = not applicable", () => {
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
  const reference = () => sharedJson<Reference>("data/airline_satisfaction/reference.json");
  const drivers = (name: string) =>
    sharedJson<Record<string, DriverReference>>("data/airline_satisfaction/reference.json")[
      `key_drivers_${name}`
    ] as DriverReference;
  const names = () => Object.keys(reference().touchpoints);
  const delay = "Departure Delay in Minutes";
  const columns = ["Class", "Type of Travel", "Customer Type", "Gender"];
  let airline: Company;

  beforeAll(async () => {
    airline = await foundCompany("airline");
    const file = sharedUnpacked("data/airline_satisfaction/airline_satisfaction.csv.gz");
    const passengers = {
      kind: "customers",
      mapping: {
        externalId: "id",
        [`attributes.${attributeOf(delay)}`]: { column: delay, type: "number" },
        ...Object.fromEntries(columns.map((column) => [`attributes.${attributeOf(column)}`, column])),
      },
    };
    expect(await airline.upload(passengers, file)).toMatchObject({ created: 25_976 });
    const feedback = {
      kind: "feedback",
      mapping: {
        submissionKey: "id",
        customer: "id",
        answers: [
          ...names().map((column) => ({
            metric: "rating",
            scale: "1-5",
            column,
            touchpoint: keyOf(column),
            notApplicable: ["0"],
          })),
          { metric: "csat", column: "satisfaction", values: { satisfied: 5, "*": 1 } },
        ],
      },
      options: { createMissing: ["touchpoints"], defaults: survey("2015-01-01") },
    };
    expect(await airline.upload(feedback, file)).toMatchObject({ created: 25_976 });
  }, 240_000);

  test("ratings of every touchpoint", async () => {
    const { groups } = await airline.ask.metric("rating", { groupBy: "touchpoint" });
    expect(groups).toHaveLength(14);
    for (const name of names()) {
      const wanted = reference().touchpoints[name];
      if (!wanted) continue;
      const group = groups?.find(({ key }) => key === keyOf(name));
      expect(group).toMatchObject({ value: near(wanted.mean), n: wanted.n_rated });
      const alone = await airline.ask.metric("rating", { touchpoint: keyOf(name) });
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
  });

  test("satisfied passengers, of all and by what is known of them", async () => {
    expectShare(await airline.ask.metric("csat"), reference().satisfied);
    const splits = [
      ...splitsBy(delay, tableOf(reference(), "satisfied_by_departure_delay"), true),
      ...columns.flatMap((column) => splitsBy(column, tableOf(reference(), `satisfied_by_${column}`))),
    ];
    await airline.segments(splits.map(({ rule }) => rule));
    expectSplits(await airline.ask.metric("csat", { groupBy: "segment" }), splits);
    const travel = (said: string) => {
      const rule = JSON.stringify(ruleOf("Type of Travel", said));
      return `s${splits.findIndex((one) => JSON.stringify(one.rule) === rule)}`;
    };
    const nameOf = (key: string) => names().find((name) => keyOf(name) === key) ?? "";
    // Satisfied is 5 and everybody else 1: four times as wide as 1 and 0.
    const expectWanted = ({ analysis, keyOfDriver }: Awaited<ReturnType<typeof driversOf>>, name: string) =>
      expectDrivers(analysis, drivers(name), { nameOf: (key) => nameOf(keyOfDriver(key)), stretch: 4 });
    const all = await driversOf(airline);
    expectWanted(all, "complete_rows (y = 1 satisfied, 0 otherwise)");
    expect([all.analysis.incomplete, all.data.cases.sample.length]).toEqual([2_113, 5_000]);
    expect(all.found.filter(({ suppressor }) => suppressor).map(({ key }) => key)).toEqual([
      "food-and-drink",
    ]);
    for (const [name, said] of [
      ["business_travel", "Business travel"],
      ["personal_travel", "Personal Travel"],
    ] as const)
      expectWanted(await driversOf(airline, { segment: travel(said) }, 0), name);
  }, 240_000);
});

describeWithSharedData("Botanic: 6,977 answers in Windows-1252, NA for missing", () => {
  type Nps = { n: number; nps: number; adj_wald95: [number, number] };
  type Reference = {
    missing_nps: number;
    score_distribution: Record<string, number>;
    nps: Nps;
    nps_with_comment: Nps;
    nps_without_comment: Nps;
    nps_by_t: Record<string, Nps>;
    nps_difference_without_minus_with_comment: {
      diff: number;
      p_two_sided: number;
      wald95: [number, number];
    };
    satisfaction: { n: number; top2box_9_10: ShareReference };
    intention: {
      n: number;
      mean: number;
      distribution: Record<string, number>;
      top2box_9_10: ShareReference;
    };
  };

  test("NPS with and without a comment and their difference, satisfaction, intention; the file again creates nothing", async () => {
    const shop = await foundCompany("botanic", { timeZone: "Europe/Paris" });
    const file = sharedUnpacked("data/botanic_nps_half/nps_odd_rows.csv.gz");
    const customers = { kind: "customers", mapping: { externalId: "id", "attributes.t": "t" } };
    expect(await shop.upload(customers, file)).toMatchObject({ created: 6_977 });
    const said = {
      kind: "feedback",
      name: "nps.csv",
      mapping: {
        submissionKey: "id",
        customer: "id",
        comment: "explication",
        answers: [
          { metric: "nps", column: "nps" },
          { metric: "csat", scale: "1-10", column: "satisfaction" },
          { metric: "rating", scale: "1-10", column: "intention" },
        ],
      },
      options: { missing: ["NA"], defaults: survey("2024-03-01", { occasion: "relationship" }) },
    };
    const told = await shop.upload(said, file);
    expect(told).toMatchObject({ created: 6_977 });
    // Seventeen bytes that the code page does not define, in five lines.
    expect(told.warnings).toEqual([expect.stringContaining("2735, 2888, 3295, 5285, 6020")]);

    const reference = sharedJson<Reference>("data/botanic_nps_half/reference.json");
    const { ask } = shop;
    const wantedOf = (wanted: Nps) => ({
      value: near(wanted.nps),
      n: wanted.n,
      interval: { low: near(wanted.adj_wald95[0]), high: near(wanted.adj_wald95[1]), level: 0.95 },
    });
    const all = await ask.metric("nps");
    expect(all).toMatchObject(wantedOf(reference.nps));
    expect(all.counts).toEqual(reference.score_distribution);
    expect(all.definition.parameters.unanswered).toBe(reference.missing_nps);
    expect(await ask.metric("nps", { hasComment: "true" })).toMatchObject(
      wantedOf(reference.nps_with_comment),
    );
    expect(await ask.metric("nps", { hasComment: "false" })).toMatchObject(
      wantedOf(reference.nps_without_comment),
    );
    const difference = reference.nps_difference_without_minus_with_comment;
    const compared = await ask.compare({ metric: "nps", "a.hasComment": "true", "b.hasComment": "false" });
    expect(compared).toMatchObject({
      a: { value: near(reference.nps_with_comment.nps) },
      b: { value: near(reference.nps_without_comment.nps) },
      difference: near(difference.diff),
      interval: { low: near(difference.wald95[0]), high: near(difference.wald95[1]) },
      verdict: "up",
    });
    expect((compared.p ?? 0) / difference.p_two_sided).toBeCloseTo(1, 5);
    expectShare(await ask.metric("csat"), reference.satisfaction.top2box_9_10);
    const intention = await ask.metric("rating");
    expect(intention).toMatchObject({ value: near(reference.intention.mean), n: reference.intention.n });
    expect(intention.counts).toEqual(reference.intention.distribution);
    expectShare(csat(reference.intention.distribution, "1-10"), reference.intention.top2box_9_10);

    const kinds = Object.keys(reference.nps_by_t);
    await shop.segments(kinds.map((said) => ruleOf("t", said)));
    const { groups = [] } = await ask.metric("nps", { groupBy: "segment" });
    for (const [n, kind] of kinds.entries()) {
      const wanted = reference.nps_by_t[kind] as Nps;
      // Fewer than five are not told apart.
      const isThin = wanted.n < 5;
      expect(groups.find(({ key }) => key === `s${n}`)).toMatchObject(
        isThin ? { value: null, n: wanted.n, suppressed: true } : wantedOf(wanted),
      );
    }

    expect(await shop.upload(said, file)).toMatchObject({ created: 0, duplicate: 6_977 });
  }, 120_000);
});

describeWithSharedData("ECSI: 250 customers of a mobile phone provider, experienced and expected", () => {
  type Gap = Record<
    "n" | "mean_expected" | "mean_experienced" | "gap" | "paired_se" | "spread_expected",
    number
  >;
  type Reference = {
    CUSL3_recommend: { distribution: Record<string, number>; mean: number };
    CUSA1_overall_satisfaction: {
      mean: number;
      distribution: Record<string, number>;
      top2box_9_10: ShareReference;
    };
    key_drivers_of_CUSA1: DriverReference;
    key_drivers_of_CUSL3: DriverReference;
    expectation_gaps: { pairs: Record<string, Gap> };
  };
  const reference = () => sharedJson<Reference>("data/ecsi_mobi/reference.json");
  const experienced = () => Object.keys(reference().key_drivers_of_CUSA1.mean);
  const question = (column: string, more: object) => ({ metric: "rating", scale: "1-10", column, ...more });
  const said = (image: string[]) => ({
    kind: "feedback",
    mapping: {
      answers: [
        question("CUSA1", { metric: "csat" }),
        ...image.map((column) => question(column, { dimension: "image" })),
        ...experienced().map((column) => question(column, { touchpoint: column.toLowerCase() })),
        ...Object.keys(reference().expectation_gaps.pairs).map((pair) => {
          const [column = "", of = ""] = pair.split("->");
          return question(column, { touchpoint: of.toLowerCase(), dimension: "expectation" });
        }),
      ],
    },
    options: { createMissing: ["touchpoints"], defaults: survey("2015-01-01") },
  });
  let provider: Company;

  beforeAll(async () => {
    provider = await foundCompany("ecsi");
    // The recommendation runs from 1 to 10 here, so it is no NPS; it stands where the image would.
    const told = await provider.upload(said(["CUSL3"]), sharedBytes("data/ecsi_mobi/mobi.csv"));
    expect(told).toMatchObject({ created: 250 });
  }, 60_000);

  test("means and shares", async () => {
    const { ask } = provider;
    const whole = reference().CUSA1_overall_satisfaction;
    const satisfied = await ask.metric("csat");
    expectShare(satisfied, whole.top2box_9_10);
    expect(satisfied.counts).toEqual(whole.distribution);
    const { groups } = await ask.metric("rating", { groupBy: "touchpoint" });
    expect(Object.fromEntries(groups?.map(({ key, value }) => [key?.toUpperCase(), value]) ?? [])).toEqual(
      Object.fromEntries(
        Object.entries(reference().key_drivers_of_CUSA1.mean).map(([name, mean]) => [name, near(mean)]),
      ),
    );
    const recommended = await ask.metric("rating", { dimension: "image" });
    expect(recommended).toMatchObject({ value: near(reference().CUSL3_recommend.mean), n: 250 });
    expect(recommended.counts).toEqual(reference().CUSL3_recommend.distribution);
  });

  test("what was expected beside what was experienced", async () => {
    const [list, places] = await provider.workspace.asSystem(async (scope) => {
      const found = await readPlaces(scope);
      return [await listGaps(scope, { period: null, places: found }), found] as const;
    });
    for (const [pair, wanted] of Object.entries(reference().expectation_gaps.pairs)) {
      const touchpoint = pair.split("->")[1]?.toLowerCase() ?? "";
      const expected = await provider.ask.metric("rating", { touchpoint, dimension: "expectation" });
      const found = await provider.ask.metric("rating", { touchpoint });
      expect([expected.n, expected.value, found.value]).toEqual([
        wanted.n,
        near(wanted.mean_expected),
        near(wanted.mean_experienced),
      ]);
      const id = places.touchpoints.find(({ key }) => key === touchpoint)?.id;
      const row = list.rows.find((one) => one.touchpointId === id && one.segmentId === null);
      expect(row?.gap).toMatchObject({ basis: "paired", n: wanted.n, value: near(wanted.gap) });
      expect(row?.expected).toMatchObject({ from: "answers", value: near(wanted.mean_expected) });
      const { low = 0, high = 0 } = row?.gap?.interval ?? {};
      expect((high - low) / 2 / studentQuantile(0.975, wanted.n - 1)).toBeCloseTo(wanted.paired_se, 6);
      expect(expectationSpread(row?.expectations ?? {})).toBeCloseTo(wanted.spread_expected, 6);
    }
  });

  test("what is tied to satisfaction and to recommendation", async () => {
    const touchpoint = experienced().map((column) => column.toLowerCase());
    for (const [outcome, wanted] of [
      ["satisfaction", reference().key_drivers_of_CUSA1],
      ["image", reference().key_drivers_of_CUSL3],
    ] as const) {
      const { data, analysis, found, keyOfDriver } = await driversOf(provider, { outcome, touchpoint });
      expect([data.outcome, data.cases.together, data.asked]).toEqual([
        outcome,
        "record",
        ["satisfaction", "image"],
      ]);
      expectDrivers(analysis, wanted, { nameOf: (key) => keyOfDriver(key).toUpperCase() });
      const [first] = found;
      expect(first).toMatchObject({ rank: 1, significant: true });
      const { low = 1, high = 0 } = first?.range ?? {};
      const share = first?.lmgShare ?? 0;
      expect(low < share && share < high && high - low < 0.35).toBe(true);
      expect(found.filter(({ significant }) => !significant).every(({ rank }) => rank === null)).toBe(true);
      expect(found.filter(({ suppressor }) => suppressor).map(({ key }) => key)).toEqual(
        found.filter(({ beta, correlation }) => beta < 0 && correlation >= 0).map(({ key }) => key),
      );
    }
    const two = await driversOf(provider, { touchpoint: touchpoint.slice(0, 2) });
    expect([two.analysis.n, two.analysis.needed]).toEqual([250, 20]);
  }, 60_000);

  test("several answers about the image are one judgement of it", async () => {
    const other = await foundCompany("ecsi-image");
    await other.upload(said(["IMAG1", "IMAG2"]), sharedBytes("data/ecsi_mobi/mobi.csv"));
    const { data } = await driversOf(other, { outcome: "image" });
    expect([data.cases.n, data.cases.outcomeScale]).toEqual([250, "1-10"]);
  }, 60_000);
});
