import { beforeAll, describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { localDay } from "@/lib/period/local-day";
import { saveSegments } from "@/lib/segments/mutations";
import type { Rule } from "@/lib/segments/schema/rule";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";
import { apiOf } from "../metrics/ask";
import { type Person, plantPeople, somePeople } from "./facts";

ownDatabase();
const people = somePeople(3, 150);
let workspace: TestWorkspace;
let api: ReturnType<typeof apiOf>;

const firms: Rule = { all: [{ about: "customer", measure: "kind", op: "is", value: "company" }] };
const germans: Rule = { all: [{ about: "customer", measure: "language", op: "is", value: "de" }] };
const isFirm = (one: Person) => one.kind === "company";
const isGerman = (one: Person) => one.language === "de";

beforeAll(async () => {
  workspace = await foundWorkspace("figures");
  await plantPeople(workspace, people);
  await workspace.asSystem((scope) =>
    saveSegments(scope, [
      { key: "firms", name: "Firms", rule: firms },
      { key: "germans", name: "Germans", rule: germans },
      {
        key: "nobody",
        name: "Nobody",
        rule: { none: [{ all: [firms, { none: [firms] }] }, { none: [firms] }, firms] },
      },
      { key: "empty", name: "Without a rule" },
    ]),
  );
  api = apiOf(workspace);
}, 120_000);

const period = { from: "2026-04-20", to: "2026-06-01" };

describe("scores of segments", () => {
  const csat = (meant: (one: Person) => boolean) =>
    people
      .filter(meant)
      .flatMap(({ answers }) => answers)
      .filter(
        ({ metric, scale, dimension, technique, score, day }) =>
          metric === "csat" &&
          scale === "1-5" &&
          dimension === "experience" &&
          technique === "survey" &&
          score !== null &&
          day >= period.from &&
          day < period.to,
      ).length;

  test("count the answers of their members", async () => {
    const narrowed = { ...period, segment: "firms" };
    const { groups = [] } = await api.metric("csat", { ...narrowed, groupBy: "segment" });
    const whole = await api.metric("csat", narrowed);
    expect(groups.map(({ key }) => key)).toEqual(["firms"]);
    const all = await api.metric("csat", period);
    expect(whole.n).toBeLessThan(all.n);
    // Answers on the scale 1-7 have a band of their own and count too.
    expect(whole.n).toBeGreaterThanOrEqual(csat(isFirm));
    expect(groups[0]?.n).toBe(whole.n);
  });

  test("several segments are alternatives, groups may overlap, and who is in none is a group without a key", async () => {
    const both = await api.metric("rating", { ...period, segment: ["firms", "germans"] });
    const { groups = [], ...whole } = await api.metric("rating", { ...period, groupBy: "segment" });
    const n = (key: string | null) => groups.find((group) => group.key === key)?.n ?? 0;
    const inBoth = people.filter((one) => isFirm(one) && isGerman(one)).length;
    expect(inBoth).toBeGreaterThan(0);
    expect(n(null) + both.n).toBe(whole.n);
    expect(n("firms") + n("germans")).toBeGreaterThan(both.n);
    for (const key of ["firms", "germans"])
      expect(n(key)).toBe((await api.metric("rating", { ...period, segment: key })).n);
  });

  test("with the latest of each customer too", async () => {
    const latest = { ...period, occasion: "relationship", groupBy: "segment" };
    const { groups = [] } = await api.metric("nps", latest);
    for (const { key, n } of groups.filter(({ key }) => key !== null))
      expect(n).toBe(
        (await api.metric("nps", { ...period, occasion: "relationship", segment: key ?? "" })).n,
      );
  });
});

describe("figures on customers", () => {
  test.each([
    ["churn", { ...period, rule: "contract" }],
    ["churn", { ...period, rule: "inactivity", inactivityDays: 20 }],
    ["retention", { ...period, rule: "contract" }],
    ["revenue", period],
    ["repurchase", period],
    ["conversion", { windowDays: 10 }],
    ["close-rate", { windowDays: 10 }],
  ])("%s by segment is what the filter says, group for group", async (metric, parameters) => {
    const { groups = [], ...whole } = await api.metric(metric, { ...parameters, groupBy: "segment" });
    const narrowed = async (segment: string | string[]) => {
      const { value, n, counts } = await api.metric(metric, { ...parameters, segment });
      return { value, n, counts };
    };
    for (const key of ["firms", "germans"]) {
      const alone = await narrowed(key);
      const group = groups.find((one) => one.key === key);
      expect({ value: group?.value ?? null, n: group?.n ?? 0 }).toMatchObject({
        value: alone.value,
        n: alone.n,
      });
      const { groups: named = [] } = await api.metric(metric, {
        ...parameters,
        segment: key,
        groupBy: "segment",
      });
      expect(named.map((one) => [one.key, one.n])).toEqual(alone.n > 0 ? [[key, alone.n]] : []);
    }
    const none = groups.find(({ key }) => key === null)?.n ?? 0;
    expect((await narrowed(["firms", "germans"])).n + none).toBe(whole.n);
    expect((await narrowed("nobody")).n).toBe(0);
  });

  test("cohorts and survival too; overlapping segments are not tested against one another", async () => {
    const { cohorts } = await api.cohorts({ segment: "firms" });
    const buyers = people.filter(
      (one) => isFirm(one) && one.orders.some(({ status }) => status === "completed"),
    );
    expect(cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(buyers.length);
    const { groups, logRank } = await api.survival({ groupBy: "segment" });
    expect(groups.map(({ key }) => key)).toEqual(["firms", "germans", null]);
    expect(logRank).toBeUndefined();
    const firmsOnly = await api.survival({ segment: "firms" });
    expect(groups[0]).toMatchObject({ n: firmsOnly.groups[0]?.n, median: firmsOnly.groups[0]?.median });
  });
});

describe("a wrong reference is a sentence and never everybody", () => {
  test("in a filter", async () => {
    expect(await api.refused("nps", { segment: "no-such" })).toMatchObject({
      status: 422,
      message: "There is no such segment here.",
    });
    expect(await api.refused("churn", { segment: "empty", groupBy: "segment" })).toMatchObject({
      status: 422,
      message: "The segment empty has no rule yet. Give it one first.",
    });
  });

  test("in a rule that is saved", async () => {
    const outcomes = await workspace.asSystem((scope) =>
      saveSegments(scope, [
        { key: "s1", name: "1", rule: { all: [{ about: "segment", op: "oneOf", value: ["s2"] }] } },
        { key: "s2", name: "2", rule: firms },
        { key: "s3", name: "3", rule: { all: [{ about: "segment", op: "oneOf", value: ["s2"] }] } },
        { key: "s2", rule: { all: [{ about: "segment", op: "noneOf", value: ["s3"] }] } },
        { key: "s4", name: "4", rule: { all: [{ about: "segment", op: "oneOf", value: ["s4"] }] } },
        {
          key: "s5",
          name: "5",
          rule: { all: [{ about: "contacts", measure: "count", touchpoint: ["gone"], op: "is", value: 0 }] },
        },
        {
          key: "s6",
          name: "6",
          rule: { all: [{ about: "contracts", measure: "count", plan: ["gone"], op: "is", value: 0 }] },
        },
      ]),
    );
    expect(outcomes.map((one) => (one instanceof AppError ? one.reason : one.status))).toEqual([
      "ruleUnknownSegment",
      "created",
      "created",
      "segmentCircle",
      "segmentCircle",
      "ruleUnknownTouchpoint",
      "ruleUnknownPlan",
    ]);
  });
});

test("today is the local day of the workspace", async () => {
  const today = localDay(new Date(), "Europe/Berlin");
  await workspace.asSystem(async ({ db, workspaceId }) => {
    await db.customer.create({ data: { workspaceId, externalId: "new", joinedOn: new Date(today) } });
  });
  await workspace.asSystem((scope) =>
    saveSegments(scope, [
      {
        key: "joined-today",
        name: "Joined today",
        rule: { all: [{ about: "customer", measure: "joinedOn", op: "inLastDays", value: 1 }] },
      },
    ]),
  );
  const { segmentCondition } = await import("@/lib/segments/queries/segment-condition");
  const { Prisma } = await import("@/lib/db/generated/client");
  await workspace.asSystem(async (scope) => {
    const condition = await segmentCondition(scope, ["joined-today"]);
    const found = await scope.db.$queryRaw<{ externalId: string }[]>(
      Prisma.sql`select "externalId" from customer where "workspaceId" = ${scope.workspaceId} and ${condition(Prisma.sql`"id"`)}`,
    );
    expect(found).toEqual([{ externalId: "new" }]);
  });
});
