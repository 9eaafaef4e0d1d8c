import { beforeAll, describe, expect, test } from "vitest";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";
import { apiOf, type Parameters } from "./ask";
import { plantFacts, someFacts } from "./facts";

const database = ownDatabase();

let here: TestWorkspace;
let api: ReturnType<typeof apiOf>;

/** Answers with known figures: two touchpoints in two phases and departments, both occasions, effort on four scales. */
beforeAll(async () => {
  here = await foundWorkspace("here");
  api = apiOf(here);
  await plantFacts(database.current?.ownerUrl ?? "", here.workspaceId, someFacts(5));
  await here.asSystem(async (scope) => {
    const { db, workspaceId } = scope;
    const phase = (key: string) => db.phase.findFirstOrThrow({ where: { workspaceId, key } });
    const [usage, onboarding] = [await phase("usage"), await phase("onboarding")];
    const repair = await db.department.create({ data: { workspaceId, key: "repair", name: "Repair" } });
    await db.segment.create({ data: { workspaceId, key: "families", name: "Families", rule: {} } });
    await db.touchpoint.createMany({
      data: [
        { workspaceId, key: "hotline", name: "Hotline", phaseId: usage.id, departmentId: repair.id },
        { workspaceId, key: "visit", name: "Visit", phaseId: usage.id },
        { workspaceId, key: "welcome", name: "Welcome", phaseId: onboarding.id },
      ],
    });
    const items = Array.from({ length: 40 }, (_, n) => ({
      technique: "survey",
      answeredAt: `2026-0${1 + (n % 3)}-10T12:00:00Z`,
      customer: `ext:c${n % 8}`,
      touchpoint: ["hotline", "visit", "welcome", undefined][n % 4],
      occasion: n % 5 === 0 ? "relationship" : "contact",
      answers: [
        { metric: "nps", value: n % 11 },
        { metric: "rating", scale: n % 2 ? "1-5" : "1-7", value: 1 + (n % 5) },
        { metric: "ces", scale: ["EASE_1_7", "EFFORT_1_7"][n % 2], value: 1 + (n % 7) },
      ],
    }));
    const outcomes = await recordFeedbackItems(scope, items);
    expect(outcomes.filter(({ status }) => status !== "created")).toEqual([]);
  });
}, 120_000);

describe("what has no meaning is refused with a sentence", () => {
  const refusals: [string, Parameters, string][] = [
    ["nps", { plan: "flat" }, "plan"],
    ["nps", { rule: "contract" }, "rule"],
    ["csat", { groupBy: "reason" }, "groupBy"],
    ["csat", { groupBy: "plan" }, "groupBy"],
    ["rating", { groupBy: "colour" }, "groupBy"],
    ["nps", { colour: "red" }, "colour"],
    ["churn", { touchpoint: "hotline" }, "touchpoint"],
    ["churn", { occasion: "contact" }, "occasion"],
    ["churn", { groupBy: "channel" }, "groupBy"],
    ["churn", { plan: "no such plan" }, "plan"],
    ["churn", { phase: "no-such-phase" }, "phase"],
    ["churn", { "product-group": "no-such-group" }, "product-group"],
    ["churn", { rule: "contract", inactivityDays: 30 }, "inactivityDays"],
    ["churn", { rule: "inactivity", groupBy: "reason" }, "groupBy"],
    ["churn", { rule: "inactivity", involuntary: "leftOut" }, "involuntary"],
    ["churn", { groupBy: "day", from: "2000-01-01", to: "2026-01-01" }, "groupBy"],
    ["retention", { groupBy: "reason" }, "groupBy"],
    ["retention", { involuntary: "leftOut" }, "involuntary"],
    ["revenue", { rule: "inactivity" }, "rule"],
    ["repurchase", { windowDays: 30 }, "windowDays"],
    ["repurchase", { plan: "flat" }, "plan"],
    ["repurchase", { groupBy: "phase" }, "groupBy"],
    ["conversion", { phase: "usage" }, "phase"],
    ["conversion", { plan: "flat" }, "plan"],
    ["conversion", { groupBy: "plan" }, "groupBy"],
    ["close-rate", { phase: "decision" }, "phase"],
    ["cohorts", { groupBy: "plan" }, "groupBy"],
    ["cohorts", { rule: "inactivity" }, "rule"],
    ["survival", { groupBy: "month" }, "groupBy"],
    ["survival", { rule: "inactivity", groupBy: "plan" }, "groupBy"],
    ["survival", { rule: "inactivity", plan: "flat" }, "plan"],
    ["compare", { metric: "churn", "a.touchpoint": "hotline" }, "a.touchpoint"],
    ["compare", { metric: "nps", "b.colour": "red" }, "b.colour"],
    ["compare", { metric: "nps", groupBy: "month" }, "groupBy"],
    ["compare", { metric: "nps", plan: "flat" }, "plan"],
    ["nps", { segment: "families" }, "segment"],
    ["churn", { segment: "no-such-segment" }, "segment"],
  ];

  test.each(refusals)("%s %j", async (path, parameters, field) => {
    const { status, message, fields } = await api.refused(path, parameters);
    expect([status, Object.keys(fields)]).toEqual([422, [field]]);
    // A sentence, with everything in it said.
    expect(message).toMatch(/^[A-Z].* .*\.$/s);
    expect(message).not.toMatch(/[{}]/);
  });

  test("names are said: what is unknown, and what would have a meaning", async () => {
    expect((await api.refused("churn", { segment: "no-such-segment" })).message).toBe(
      "There is no such segment here.",
    );
    expect((await api.refused("nps", { segment: "families" })).message).toBe(
      "The segment families has no rule yet. Give it one first.",
    );
    expect((await api.refused("close-rate", { plan: "flat" })).message).toBe(
      "The filter plan has no meaning for close-rate. These have: from, to, segment, windowDays.",
    );
  });

  test("what is no date is malformed, what is no metric is not there", async () => {
    const status = async (path: string, parameters: Parameters) =>
      (await api.refused(path, parameters)).status;
    expect(await status("churn", { from: "2026-01-01T00:00:00Z" })).toBe(400);
    expect(await status("churn", { from: "2026-02-30" })).toBe(400);
    expect(await status("churn", { from: "2026-02-01", to: "2026-02-01" })).toBe(400);
    expect(await status("compare", { metric: "nps", to: "2026-01-01", "b.from": "2026-01-01" })).toBe(400);
    expect(await status("churn", { inactivityDays: "0" })).toBe(400);
    expect(await status("churn", { plan: "a\0b" })).toBe(400);
    expect(await status("sentiment", {})).toBe(404);
    expect(await status("colour", {})).toBe(404);
    expect(await status("compare", { metric: "sentiment" })).toBe(400);
  });
});

describe("scores", () => {
  const all = { from: "2026-01-01", to: "2026-04-01" };

  test("both occasions of NPS have no common value, one group each", async () => {
    const found = await api.metric("nps", all);
    expect(found).toMatchObject({ value: null, n: 40 });
    expect(found.groups?.map(({ key, n }) => [key, n])).toEqual([
      ["relationship", 8],
      ["contact", 32],
    ]);
    const contact = await api.metric("nps", { ...all, occasion: "contact" });
    expect(contact.value).toBe(found.groups?.[1]?.value);
    expect(contact.definition.parameters).toMatchObject({ view: "all", from: "2026-01-01", scale: "0-10" });
    const relationship = await api.metric("nps", { ...all, occasion: "relationship" });
    expect(relationship.definition.parameters).toMatchObject({ view: "latest", anonymous: 0 });
  });

  test("several scales of ratings stand alone", async () => {
    const found = await api.metric("rating", all);
    expect(found).toMatchObject({ value: null, n: 40 });
    expect(found.groups?.map(({ key, n }) => [key, n])).toEqual([
      ["1-5", 20],
      ["1-7", 20],
    ]);
  });

  test("effort is one number on 1–7, and says what it contains", async () => {
    const found = await api.metric("ces", { ...all, groupBy: "month" });
    expect(found).toMatchObject({
      n: 40,
      direction: "lower",
      definition: { parameters: { scale: "EFFORT_1_7", mirrored: true, stretched: false } },
    });
    expect(found.also).toMatchObject([{ metric: "ces-easy", n: 40, direction: "higher" }]);
    expect(found.groups?.map(({ key, n }) => [key, n])).toEqual([
      ["2026-01", 14],
      ["2026-02", 13],
      ["2026-03", 13],
    ]);
  });

  test.each([
    [
      "all",
      "phase",
      [
        ["onboarding", 10],
        ["usage", 20],
        [null, 10],
      ],
    ],
    [
      "all",
      "department",
      [
        ["repair", 10],
        [null, 30],
      ],
    ],
    [
      "all",
      "touchpoint",
      [
        ["hotline", 10],
        ["visit", 10],
        ["welcome", 10],
        [null, 10],
      ],
    ],
    // Eight customers, each at one touchpoint in four: the latest answer of each within each group.
    [
      "latest",
      "phase",
      [
        ["onboarding", 2],
        ["usage", 4],
        [null, 2],
      ],
    ],
    [
      "latest",
      "department",
      [
        ["repair", 2],
        [null, 6],
      ],
    ],
  ] as const)("view=%s grouped by %s", async (view, groupBy, wanted) => {
    const found = await api.metric("ces", { ...all, view, groupBy });
    expect(found.groups?.map(({ key, n }) => [key, n])).toEqual(wanted);
    for (const { n, value, interval, suppressed } of found.groups ?? [])
      expect([suppressed ?? false, value === null, interval === null]).toEqual([n < 5, n < 5, n < 5]);
    for (const { key, n } of found.groups ?? []) {
      if (key === null) continue;
      expect((await api.metric("ces", { ...all, view, [groupBy]: key })).n).toBe(n);
    }
  });

  test("fewer than five answers show their number only, figures beside them too", async () => {
    const found = await api.metric("ces", { from: "2026-01-01", to: "2026-02-01", touchpoint: "hotline" });
    expect(found.n).toBe(4);
    expect(found).toMatchObject({ value: null, interval: null, counts: {}, suppressed: true });
    expect(found.also).toMatchObject([{ value: null, counts: {}, suppressed: true }]);
  });

  test("empty periods are there, with nothing in them", async () => {
    const found = await api.metric("ces", { from: "2026-03-01", to: "2026-06-01", groupBy: "quarter" });
    expect(found.groups?.map(({ key, n, value }) => [key, n, value === null])).toEqual([
      ["2026-Q1", 13, false],
      ["2026-Q2", 0, true],
    ]);
  });
});

describe("figures on customers", () => {
  const period = { from: "2026-02-01", to: "2026-05-01" };

  test("say which rule and period they follow", async () => {
    expect((await api.metric("churn", period)).definition).toEqual({
      text: "Customers active at the start who are not active at the end, over customers active at the start.",
      parameters: { rule: "contract", ...period, isOver: true, involuntary: "included" },
    });
    const parameters = async (metric: string, asked: Parameters) =>
      (await api.metric(metric, asked)).definition.parameters;
    expect(await parameters("churn", { ...period, involuntary: "leftOut" })).toMatchObject({
      involuntary: "leftOut",
    });
    expect(await parameters("retention", { ...period, inactivityDays: 30, ownMedianTimes: 2 })).toEqual({
      rule: "inactivity",
      inactivityDays: 30,
      ownMedianTimes: 2,
      ...period,
      isOver: true,
    });
    expect(await parameters("retention", { ...period, rule: "inactivity" })).toMatchObject({
      inactivityDays: 90,
    });
    expect(await parameters("repurchase", {})).toEqual({ from: null, to: null });
    expect(await parameters("conversion", { windowDays: 14 })).toMatchObject({ windowDays: 14, from: null });
    expect(await parameters("close-rate", {})).toMatchObject({ windowDays: 30 });
    const byDefault = await parameters("churn", {});
    expect(byDefault.isOver).toBe(true);
    expect(String(byDefault.from)).toMatch(/^\d{4}-(01|04|07|10)-01$/);
  });

  test("churn and retention are one; early loss stands apart; groups by reason add up", async () => {
    const churn = await api.metric("churn", { ...period, groupBy: "reason" });
    const retention = await api.metric("retention", period);
    expect((churn.value ?? 0) + (retention.value ?? 0)).toBeCloseTo(1, 12);
    expect(churn.flow).toEqual(retention.flow);
    expect(churn.also).toMatchObject([{ metric: "early-loss", n: churn.flow?.new }]);
    const sum = churn.groups?.reduce((total, { value }) => total + (value ?? 0), 0);
    expect(sum).toBeCloseTo(churn.value ?? 0, 12);
    expect(churn.groups?.map(({ n }) => n)).toEqual(churn.groups?.map(() => churn.n));
    const voluntary = await api.metric("churn", { ...period, involuntary: "leftOut", groupBy: "reason" });
    const { flow } = churn;
    expect(voluntary.counts).toEqual({
      numerator: (flow?.lost ?? 0) - (flow?.involuntary ?? 0),
      denominator: flow?.start,
    });
    const voluntarySum = voluntary.groups?.reduce((total, { value }) => total + (value ?? 0), 0);
    expect(voluntarySum).toBeCloseTo(voluntary.value ?? 0, 12);
  });

  test("a group is what the filter of its name says", async () => {
    for (const [metric, groupBys] of [
      ["churn", ["plan", "phase", "product-group"]],
      ["retention", ["plan", "phase", "product-group"]],
      ["revenue", ["plan", "phase", "product-group"]],
      ["repurchase", ["plan", "phase", "product-group"]],
      ["conversion", ["phase"]],
    ] as const)
      for (const groupBy of groupBys) {
        const { groups = [] } = await api.metric(metric, { ...period, groupBy });
        expect(groups.length).toBeGreaterThan(1);
        for (const { key, value, n } of groups) {
          if (key === null) continue;
          const alone = await api.metric(metric, { ...period, [groupBy]: key });
          expect([metric, groupBy, key, alone.value, alone.n]).toEqual([metric, groupBy, key, value, n]);
        }
      }
  });

  test("buckets are periods of their own, the partial ones too", async () => {
    const asked = { from: "2026-01-15", to: "2026-04-10" };
    for (const metric of ["churn", "retention", "revenue", "repurchase", "conversion", "close-rate"]) {
      const { groups = [] } = await api.metric(metric, { ...asked, groupBy: "month" });
      expect(groups.map(({ key }) => key)).toEqual(["2026-01", "2026-02", "2026-03", "2026-04"]);
      const [first, , , last] = groups;
      const opening = await api.metric(metric, { from: "2026-01-15", to: "2026-02-01" });
      const closing = await api.metric(metric, { from: "2026-04-01", to: "2026-04-10" });
      expect([metric, opening.value, closing.value]).toEqual([metric, first?.value, last?.value]);
    }
  });

  test("of another workspace there is nothing: null, not 0", async () => {
    const empty = apiOf(await foundWorkspace("empty"));
    for (const metric of ["churn", "retention", "revenue", "repurchase", "conversion", "close-rate", "nps"]) {
      const found = await empty.metric(metric);
      expect([metric, found.value, found.n, found.interval]).toEqual([metric, null, 0, null]);
    }
    expect((await empty.metric("churn")).definition.parameters.rule).toBe("inactivity");
    expect((await empty.metric("repurchase", { groupBy: "month" })).groups).toEqual([]);
    expect((await empty.cohorts()).cohorts).toEqual([]);
    expect((await empty.survival()).groups).toEqual([
      { key: null, n: 0, events: 0, steps: [], median: null, lastTime: null },
    ]);
  });
});

describe("comparing", () => {
  const [a, b] = [
    { from: "2026-01-15", to: "2026-03-01" },
    { from: "2026-03-01", to: "2026-05-01" },
  ];
  const sides = { "a.from": a.from, "a.to": a.to, "b.from": b.from, "b.to": b.to };

  test.each(["churn", "retention", "revenue", "repurchase", "conversion", "close-rate", "ces"])(
    "%s: both values are those of each slice alone",
    async (metric) => {
      const found = await api.compare({ metric, ...sides });
      const [before, after] = [await api.metric(metric, a), await api.metric(metric, b)];
      expect([found.a.value, found.a.n, found.b.value, found.b.n]).toEqual([
        before.value,
        before.n,
        after.value,
        after.n,
      ]);
      expect(found.difference).toBeCloseTo((after.value ?? 0) - (before.value ?? 0), 12);
      const isTested = metric !== "revenue";
      expect([found.interval !== null, found.p !== null, found.method !== null]).toEqual([
        isTested,
        isTested,
        isTested,
      ]);
    },
  );

  test("what was asked or counted differently is not compared", async () => {
    const differently: Parameters[] = [
      { metric: "churn", ...a, "b.rule": "inactivity" },
      { metric: "churn", ...a, "a.inactivityDays": 30, "b.inactivityDays": 60 },
      { metric: "churn", ...a, inactivityDays: 30, "b.ownMedianTimes": 2 },
      { metric: "churn", ...a, "b.involuntary": "leftOut" },
      { metric: "conversion", "a.windowDays": 30, "b.windowDays": 60 },
      { metric: "nps", "a.occasion": "relationship", "b.occasion": "contact" },
      { metric: "ces", "b.view": "latest" },
    ];
    for (const parameters of differently) {
      const found = await api.compare(parameters);
      expect([parameters, found.verdict, found.difference]).toEqual([parameters, "notComparable", null]);
    }
  });

  test("too few answers stay withheld on their side", async () => {
    const found = await api.compare({
      metric: "ces",
      "a.touchpoint": "hotline",
      "a.to": "2026-02-01",
      "b.touchpoint": "hotline",
    });
    expect(found.a).toMatchObject({ value: null, n: 4, counts: {}, suppressed: true });
    expect(found).toMatchObject({ difference: null, p: null, verdict: "tooFew" });
  });
});
