import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { feedbackExport } from "@/lib/dashboards/queries/export-feedback";
import { metricExport } from "@/lib/dashboards/queries/export-metric";
import { loadFeedbackList } from "@/lib/dashboards/queries/load-feedback-list";
import { loadOverview } from "@/lib/dashboards/queries/load-overview";
import { feedbackListInput, overviewInput } from "@/lib/dashboards/schema";
import { measureMetricInput } from "@/lib/dashboards/schema/metric-inputs";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { addDays } from "@/lib/period/local-day";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";
import { apiOf } from "../metrics/ask";

/** One slice, one number: page, rows, export, API and comparison, and a count by hand. */

ownDatabase();

let here: TestWorkspace;
const firstDay = "2026-01-01";
const length = 120;

const places = {
  a: { phase: "usage", department: "service", channel: "phone" },
  b: { phase: "decision", department: "sales", channel: "web" },
  c: { phase: null, department: null, channel: null },
} as const;
type Place = keyof typeof places;
const placeKeys = Object.keys(places) as Place[];
const phaseParents: Record<string, string> = { usage: "active", decision: "acquisition" };
const groups = ["books", "music"];
const metrics = ["nps", "csat", "ces", "rating"] as const;
const scaleOf = { nps: "0-10", csat: "1-5", ces: "EFFORT_1_7", rating: "1-5" } as const;
const bounds = { nps: [0, 10], csat: [1, 5], ces: [1, 7], rating: [1, 5] } as const;
const customers = 40;
const isCompany = (customer: number) => customer % 2 === 0;

const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });
const answer = fc.constantFrom(...metrics).chain((metric) =>
  fc.record({
    metric: fc.constant(metric),
    value: fc.option(fc.integer({ min: bounds[metric][0], max: bounds[metric][1] }), { freq: 9 }),
    dimension: fc.constantFrom("experience" as const, "experience" as const, "expectation" as const),
    touchpoint: maybe(fc.constantFrom(...placeKeys), 1),
  }),
);
const record = fc.record({
  customer: maybe(fc.integer({ min: 0, max: customers - 1 }), 4),
  touchpoint: maybe(fc.constantFrom(...placeKeys), 4),
  channel: maybe(fc.constantFrom("phone", "web", "chat")),
  group: maybe(fc.constantFrom(...groups)),
  occasion: fc.constantFrom("relationship" as const, "contact" as const),
  technique: fc.constantFrom("survey" as const, "survey" as const, "web" as const, "agent" as const),
  day: fc.integer({ min: 0, max: length - 1 }),
  comment: fc.boolean(),
  answers: fc.array(answer, { minLength: 1, maxLength: 3 }),
});
type RecordSpec = typeof record extends fc.Arbitrary<infer T> ? T : never;
let records: RecordSpec[] = [];

beforeAll(async () => {
  here = await foundWorkspace("here");
  [records = []] = fc.sample(fc.array(record, { minLength: 700, maxLength: 700 }), { numRuns: 1, seed: 5 });
  await here.asSystem(async (scope) => {
    const { db, workspaceId } = scope;
    const idOf = async (table: "phase" | "channel" | "department", key: string | null) =>
      key === null
        ? null
        : // Each of the three has a key and an id.
          ((await (db[table] as typeof db.channel).findFirstOrThrow({ where: { workspaceId, key } })).id ??
          null);
    for (const key of ["service", "sales"])
      await db.department.create({ data: { workspaceId, key, name: key } });
    for (const key of groups) await db.productGroup.create({ data: { workspaceId, key, name: key } });
    for (const key of placeKeys) {
      const { phase, department, channel } = places[key];
      await db.touchpoint.create({
        data: {
          workspaceId,
          key,
          name: key,
          phaseId: await idOf("phase", phase),
          departmentId: await idOf("department", department),
          channelId: await idOf("channel", channel),
        },
      });
    }
    await db.customer.createMany({
      data: Array.from({ length: customers }, (_, n) => ({
        workspaceId,
        externalId: `c${n}`,
        name: `Customer ${n}`,
        kind: isCompany(n) ? ("company" as const) : ("person" as const),
      })),
    });
    await db.segment.create({
      data: {
        workspaceId,
        key: "companies",
        name: "Companies",
        rule: { about: "customer", measure: "kind", op: "is", value: "company" },
      },
    });
    const sent = records.map(({ customer, group, day, answers, comment, ...rest }, n) => ({
      ...rest,
      submissionKey: `r${n}`,
      answeredAt: `${addDays(firstDay, day)}T12:00:${String(n % 60).padStart(2, "0")}Z`,
      ...(customer === undefined ? {} : { customer: `ext:c${customer}` }),
      ...(group ? { productGroup: group } : {}),
      ...(comment ? { comment: "said" } : {}),
      answers: answers.map((one) => ({ ...one, scale: scaleOf[one.metric] })),
    }));
    const outcomes = await recordFeedbackItems(scope, JSON.parse(JSON.stringify(sent)));
    expect(outcomes.filter(({ status }) => status !== "created")).toEqual([]);
  });
}, 60_000);

const some = <T>(values: readonly T[]) => maybe(fc.subarray([...values], { minLength: 1 }), 1);
const slices = fc.record({
  metric: fc.constantFrom(...metrics),
  from: maybe(fc.integer({ min: 0, max: length - 2 })),
  days: fc.integer({ min: 1, max: length }),
  touchpoint: some(placeKeys),
  channel: some(["phone", "web", "chat"]),
  phase: some(["usage", "decision", "active"]),
  department: some(["service", "sales"]),
  "product-group": some(groups),
  segment: some(["companies"]),
  occasion: maybe(fc.constantFrom("relationship" as const, "contact" as const)),
  technique: some(["survey", "agent", "web"]),
  dimension: maybe(fc.constantFrom("experience" as const, "expectation" as const), 1),
  view: maybe(fc.constantFrom("all" as const, "latest" as const)),
});
type Asked = typeof slices extends fc.Arbitrary<infer T> ? T : never;

type Flat = RecordSpec["answers"][number] & { of: RecordSpec; n: number };

/** The answers that a slice means, counted as METRICS.md says and not as the database does. */
function byHand(asked: Asked): Flat[] {
  const day = (n: number) => asked.from === undefined || (n >= asked.from && n < asked.from + asked.days);
  const among = (wanted: readonly string[] | undefined, ...values: (string | null | undefined)[]) =>
    !wanted || values.some((value) => value && wanted.includes(value));
  const meant = records.flatMap((of, n) =>
    of.answers
      .map((one) => ({ ...one, of, n }))
      .filter((one) => {
        const key = one.touchpoint ?? of.touchpoint;
        const place = key ? places[key] : null;
        return (
          one.metric === asked.metric &&
          one.value !== null &&
          one.dimension === (asked.dimension ?? "experience") &&
          day(of.day) &&
          (!asked.occasion || of.occasion === asked.occasion) &&
          (asked.technique ? asked.technique.includes(of.technique as "survey") : of.technique !== "agent") &&
          among(asked.touchpoint, key) &&
          among(asked.channel, of.channel ?? place?.channel) &&
          among(asked.phase, place?.phase, phaseParents[place?.phase ?? ""]) &&
          among(asked.department, place?.department) &&
          among(asked["product-group"], of.group) &&
          (!asked.segment || (of.customer !== undefined && isCompany(of.customer)))
        );
      }),
  );
  const view = asked.view ?? (asked.occasion === "relationship" ? "latest" : "all");
  if (view === "all") return meant;
  const latest = new Map<number, Flat>();
  for (const one of meant) {
    const { customer } = one.of;
    if (customer === undefined) continue;
    const before = latest.get(customer);
    const moment = ({ of, n }: Flat) => of.day * 100 + (n % 60);
    if (!before || moment(one) > moment(before) || (moment(one) === moment(before) && one.n >= before.n))
      latest.set(customer, one);
  }
  return [...latest.values()];
}

/** As an address says it. */
function addressOf({ metric: _, from, days, ...rest }: Asked): Record<string, string | string[]> {
  const period =
    from === undefined ? {} : { from: addDays(firstDay, from), to: addDays(firstDay, from + days) };
  return JSON.parse(JSON.stringify({ ...period, ...rest }));
}

type Address = ReturnType<typeof addressOf>;

/** The figure of the overview that asks the same question, if its filter can say all of the slice. */
function onPage({ metric, occasion, view, dimension }: Asked, address: Address) {
  const { occasion: _, view: __, dimension: ___, ...filter } = address;
  const measure =
    metric === "nps" && occasion ? `${occasion}-nps` : metric === "csat" && !occasion ? "csat" : null;
  const ownView = occasion === "relationship" ? "latest" : "all";
  if (!measure || (view ?? ownView) !== ownView || (dimension ?? "experience") !== "experience") return null;
  const period = "from" in filter ? {} : { period: "all" };
  const list = feedbackListInput.parse({ ...filter, ...period, measure });
  const overview = overviewInput.parse({ ...filter, ...period, measure });
  const knows = Object.keys(filter).every((name) => name in list && name in overview);
  return knows ? { measure, list, overview } : null;
}

test("the same slice is the same number on the page, in its rows, in exports, by API and in comparisons", async () => {
  const seed = Number(process.env.LOTSE_TEST_SEED ?? Date.now() % 1_000_000);
  process.stdout.write(`slices of LOTSE_TEST_SEED=${seed}\n`);
  const api = apiOf(here);
  let shown = 0;
  const check = async (asked: Asked) => {
    const address = addressOf(asked);
    const rows = byHand(asked);
    const n = rows.length;
    const isThin = n > 0 && n < 5;

    const answered = await api.metric(asked.metric, address);
    expect(answered.n).toBe(n);
    const tally: Record<number, number> = {};
    for (const { value } of rows) if (value !== null) tally[value] = (tally[value] ?? 0) + 1;
    const isPooled = asked.metric !== "nps" || new Set(rows.map(({ of }) => of.occasion)).size < 2;
    if (isThin || n === 0 || !isPooled) expect(answered.value).toBeNull();
    else if (asked.metric !== "csat") expect(answered.counts).toEqual(tally);
    else expect(answered.value).toBe(((tally[4] ?? 0) + (tally[5] ?? 0)) / n);

    const prefixed = Object.fromEntries(Object.entries(address).map(([name, value]) => [`a.${name}`, value]));
    const compared = await api.compare({ metric: asked.metric, ...prefixed, "b.from": "2030-01-01" });
    expect([compared.a.n, compared.a.value]).toEqual([n, answered.value]);

    await here.asSystem(async (scope) => {
      const input = measureMetricInput.parse({ metric: asked.metric, ...address, groupBy: "month" });
      const months = [...((await metricExport.rows(scope, input)) as Iterable<{ n: number }>)];
      const whole = [
        ...((await metricExport.rows(
          scope,
          measureMetricInput.parse({ metric: asked.metric, ...address }),
        )) as Iterable<{
          n: number;
          value: number | null;
        }>),
      ];
      expect(whole.reduce((sum, one) => sum + one.n, 0)).toBe(n);
      if (isPooled) expect(whole[0]?.value).toBe(answered.value);
      if ((address.view ?? (asked.occasion === "relationship" ? "latest" : "all")) === "all")
        expect(months.reduce((sum, one) => sum + one.n, 0)).toBe(n);

      const page = onPage(asked, address);
      if (!page) return;
      shown++;
      const { measures } = await loadOverview(scope, page.overview);
      const tile = measures.find(({ key }) => key === page.measure)?.now;
      expect([tile?.n, tile?.value]).toEqual([n, answered.value]);
      const list = await loadFeedbackList(scope, page.list);
      expect(list.total).toBe(n);
      const exported: unknown[] = [];
      for await (const row of feedbackExport.rows(scope, page.list) as AsyncIterable<unknown>)
        exported.push(row);
      const anonymous = rows.filter(({ of }) => of.customer === undefined).length;
      expect(list.withheld).toBe(isThin ? anonymous : 0);
      expect(exported).toHaveLength(n - list.withheld);
    });
  };
  await fc.assert(fc.asyncProperty(slices, check), { numRuns: 30, seed, endOnFailure: true });
  // What the page can say, too: few filters and one of its questions.
  const plain = slices.map(({ metric, from, days, touchpoint, channel, occasion }) => ({
    metric: metric === "nps" ? ("nps" as const) : ("csat" as const),
    from,
    days,
    touchpoint,
    channel,
    occasion: metric === "nps" ? (occasion ?? "contact") : undefined,
  }));
  await fc.assert(
    fc.asyncProperty(plain, (asked) => check(asked as Asked)),
    { numRuns: 12, seed, endOnFailure: true },
  );
  expect(shown).toBeGreaterThan(8);
}, 300_000);
