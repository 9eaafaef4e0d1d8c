import { beforeAll, describe, expect, test } from "vitest";
import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { prepareBreakdown } from "@/components/dashboards/prepare-breakdown";
import { sideDistribution, sideTile } from "@/components/dashboards/prepare-compare";
import { prepareDistribution } from "@/components/dashboards/prepare-distribution";
import { prepareMix } from "@/components/dashboards/prepare-mix";
import { prepareOverview } from "@/components/dashboards/prepare-overview";
import { prepareTrend } from "@/components/dashboards/prepare-trend";
import type { Scope } from "@/lib/auth/scope";
import { loadBreakdown } from "@/lib/dashboards/queries/load-breakdown";
import { loadCompare } from "@/lib/dashboards/queries/load-compare";
import { loadCustomers } from "@/lib/dashboards/queries/load-customers";
import { loadFeedbackList } from "@/lib/dashboards/queries/load-feedback-list";
import { loadOverview } from "@/lib/dashboards/queries/load-overview";
import { loadRetention } from "@/lib/dashboards/queries/load-retention";
import { breakdowns } from "@/lib/dashboards/rules/breakdowns";
import { mixDimensions } from "@/lib/dashboards/rules/mix-groups";
import { breakdownInput, feedbackListInput, overviewInput } from "@/lib/dashboards/schema";
import { compareSlicesInput } from "@/lib/dashboards/schema/compare-slices";
import { customerListInput, retentionInput, retentionViews } from "@/lib/dashboards/schema/customer-pages";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { scoreMeasures } from "@/lib/feedback/rules/score-measures";
import { translator } from "@/lib/language/translator";
import { addDays, localDay } from "@/lib/period/local-day";
import { periodOf } from "@/lib/period/period";
import { loadReport } from "@/lib/reports/queries/load-report";
import { reportInput } from "@/lib/reports/schema";
import { saveSegments } from "@/lib/segments/mutations";
import { countStatements } from "@/scripts/bench/count-statements";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
const words = { t: translator("en", "overview"), locale: "en" };
const page = { workspace: "here", timeZone: "Europe/Berlin" };

/** Answers of every kind, from a fixed rule: touchpoints with and without channel, anonymous ones, skips, two scales of effort. */
beforeAll(async () => {
  here = await foundWorkspace("here");
  const quarter = periodOf("last-quarter", localDay(new Date(), "Europe/Berlin"));
  if (!quarter) throw new Error("A quarter has two ends.");
  await here.asSystem(async ({ db, workspaceId }) => {
    const phone = await db.channel.findFirstOrThrow({ where: { workspaceId, key: "phone" } });
    const usage = await db.phase.findFirstOrThrow({ where: { workspaceId, key: "usage" } });
    const active = await db.phase.findFirstOrThrow({ where: { workspaceId, key: "active" } });
    const service = await db.department.create({ data: { workspaceId, key: "service", name: "Service" } });
    await db.touchpoint.createMany({
      data: [
        {
          workspaceId,
          key: "hotline",
          name: "Hotline",
          channelId: phone.id,
          phaseId: usage.id,
          departmentId: service.id,
        },
        { workspaceId, key: "letter", name: "Letter", phaseId: active.id },
        { workspaceId, key: "nowhere", name: "Nowhere" },
      ],
    });
    await db.customer.createMany({
      data: Array.from({ length: 60 }, (_, n) => ({
        ...{ workspaceId, externalId: `c${n}`, name: `C ${n}` },
        attributes: { number: n, even: n % 2 === 0 },
      })),
    });
    const [customer] = await db.customer.findMany({ where: { workspaceId }, take: 1 });
    await db.contract.create({
      data: {
        ...{ workspaceId, customerId: customer?.id ?? 0, plan: "basic", monthlyRevenueMinor: 100n },
        startedOn: new Date("2024-01-01"),
      },
    });
  });
  await here.asSystem((scope) =>
    saveSegments(scope, [
      {
        ...{ key: "even", name: "Even" },
        rule: { all: [{ about: "attribute", key: "even", op: "is", value: true }] },
      },
      {
        ...{ key: "small", name: "Small", leading: true },
        rule: { all: [{ about: "attribute", key: "number", op: "lessThan", value: 25 }] },
      },
      {
        ...{ key: "large", name: "Large", leading: true },
        rule: { all: [{ about: "attribute", key: "number", op: "atLeast", value: 50 }] },
      },
      {
        ...{ key: "talked", name: "Talked to us" },
        rule: {
          any: [
            { about: "segment", op: "oneOf", value: ["small"] },
            { about: "contracts", measure: "count", plan: ["basic"], op: "atLeast", value: 1 },
            { about: "contacts", measure: "count", channel: ["phone"], op: "atLeast", value: 1 },
            {
              ...{ about: "answers", metric: "csat", measure: "count", touchpoint: ["hotline"] },
              ...{ op: "atLeast", value: 1 },
            },
          ],
        },
      },
    ]),
  );
  // Nobody may make this one lead, but customers can become such that leading segments overlap.
  await here.asSystem(({ db, workspaceId }) =>
    db.segment.updateMany({ where: { workspaceId, key: "even" }, data: { leading: true } }),
  );
  const records = Array.from({ length: 900 }, (_, n) => {
    const touchpoint = ["hotline", "letter", "nowhere", undefined][n % 4];
    const isRelationship = touchpoint === undefined && n % 8 === 3;
    return {
      submissionKey: `r${n}`,
      technique: (["survey", "survey", "web", "agent"] as const)[(n * 7) % 4] ?? "survey",
      occasion: isRelationship ? ("relationship" as const) : ("contact" as const),
      answeredAt: addDays(quarter.to, -1 - ((n * 13) % 300)),
      ...(n % 5 === 0 ? {} : { customer: `ext:c${(n * 11) % 60}` }),
      ...(touchpoint ? { touchpoint } : {}),
      ...(n % 3 === 0 ? { comment: "Said something." } : {}),
      answers: isRelationship
        ? [{ metric: "nps" as const, value: (n * 3) % 11 }]
        : [
            { metric: "csat" as const, value: n % 17 === 0 ? null : 1 + ((n * 3) % 5) },
            { metric: "ces" as const, scale: "EFFORT_1_7", value: 1 + ((n * 5) % 7) },
            { metric: "rating" as const, scale: "1-10", value: 1 + ((n * 7) % 10) },
            ...(n % 6 === 0 ? [{ metric: "nps" as const, value: (n * 5) % 11 }] : []),
          ],
    };
  });
  await here.asSystem(async (scope) => {
    await recordFeedbackItems(scope, records as never);
    // As the server does by itself a minute later.
    await scope.db
      .$executeRaw`select lotse_analyze(array['customer', 'feedback', 'answer', 'contract', 'touchpoint'])`;
  });
}, 120_000);

type Mark = { what: string; href: string; n: number };

/** "1,241 answers" → 1241 */
const numberIn = (text: string): number => Number(/\d[\d,]*/.exec(text)?.[0].replaceAll(",", ""));

/** Every part of a prepared page that leads to a list and says how many rows it stands for. */
function marksIn(part: unknown, what = ""): Mark[] {
  if (Array.isArray(part)) return part.flatMap((one, index) => marksIn(one, `${what}[${index}]`));
  if (typeof part !== "object" || part === null) return [];
  const { href, n, count } = part as { href?: unknown; n?: unknown; count?: unknown };
  const said = [n, count].find((one) => typeof one === "string" && /\d/.test(one));
  const own =
    typeof href === "string" && /\/feedback\?/.test(href) && typeof said === "string"
      ? [{ what, href, n: numberIn(said) }]
      : [];
  return [...own, ...Object.entries(part).flatMap(([name, inner]) => marksIn(inner, `${what}.${name}`))];
}

async function totalBehind(href: string): Promise<number> {
  const search: Record<string, string[]> = {};
  for (const [name, value] of new URL(href, "http://x").searchParams)
    search[name] = [...(search[name] ?? []), value];
  const input = feedbackListInput.parse(
    Object.fromEntries(
      Object.entries(search).map(([name, [first, ...rest]]) => [
        name,
        rest.length > 0 ? [first, ...rest] : first,
      ]),
    ),
  );
  const { total } = await here.asSystem((scope) => loadFeedbackList(scope, input));
  return total;
}

async function expectRows(marks: Mark[]): Promise<void> {
  const wrong: unknown[] = [];
  for (const mark of marks) {
    const total = await totalBehind(mark.href);
    if (total !== mark.n) wrong.push({ ...mark, total });
  }
  expect(wrong).toEqual([]);
}

const filters = [
  {},
  { period: "last-12-months" },
  { period: "all" },
  { touchpoint: "hotline" },
  { phase: "active" },
  { channel: "phone", technique: ["survey", "web"] },
  { department: "-" },
];

describe("every number leads to exactly its rows", () => {
  test.each(scoreMeasures)(
    "on the overview, %s",
    async (measure) => {
      for (const filter of filters) {
        const input = overviewInput.parse({ ...filter, measure });
        const data = await here.asSystem((scope) => loadOverview(scope, input));
        const rows = { filter: input, measure: data.chosen.key };
        const prepared = {
          overview: prepareOverview(data, input, page, words),
          trend: prepareTrend(
            { grain: data.trend.grain, markers: [] },
            data.chosen,
            (period) => feedbackAddress("here", { ...rows, period }),
            words,
          ),
          distribution: prepareDistribution(
            data.chosen,
            (scores) => feedbackAddress("here", { ...rows, period: data.period, scores }),
            words,
          ),
        };
        const marks = marksIn(prepared);
        expect(marks.length).toBeGreaterThan(8);
        await expectRows(marks);
      }
    },
    120_000,
  );

  test.each(breakdowns)(
    "in the breakdown by %s",
    async (by) => {
      for (const measure of ["relationship-nps", "csat", "ces"] as const) {
        // Lists of members are the slowest to count; what the filters mean does not depend on the groups.
        for (const filter of by === "segment" ? filters.slice(0, 2) : filters) {
          const input = breakdownInput.parse({ ...filter, by, measure });
          const data = await here.asSystem((scope) => loadBreakdown(scope, input));
          await expectRows(marksIn(prepareBreakdown(data, "here", words)));
        }
      }
    },
    120_000,
  );
});

describe("who answered", () => {
  const customersBehind = async (href: string | null): Promise<number> => {
    const search = new URL(href ?? "", "http://x").searchParams;
    const input = customerListInput.parse({
      ...Object.fromEntries(search),
      ...(search.has("set.segment") ? { "set.segment": search.getAll("set.segment") } : {}),
    });
    const { total } = await here.asSystem((scope) => loadCustomers(scope, input));
    return total;
  };

  test.each([{}, { period: "all" }, { segment: ["small", "large"] }])(
    "of all customers, by segment and kind: %j",
    async (asked) => {
      const input = overviewInput.parse(asked);
      const data = await here.asSystem((scope) => loadOverview(scope, input));
      const tables = prepareOverview(data, input, page, words).coverage;
      expect(tables.map(({ by, rows }) => [by, rows.length > 1])).toEqual([
        ["segment", true],
        ["kind", true],
      ]);
      const wrong: unknown[] = [];
      for (const { key, answered, silent } of tables.flatMap(({ rows }) => rows)) {
        for (const { count, href } of [answered, silent])
          if (href && (await customersBehind(href)) !== Number(count)) wrong.push({ key, count, href });
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});

describe("two slices side by side", () => {
  const sides = [
    {},
    { "b.period": "last-12-months", "b.technique": "survey" },
    { "a.period": "all", "a.touchpoint": "hotline", "b.period": "all", "b.phase": "active" },
    { "a.period": "last-quarter", "a.channel": "phone", "b.channel": "-" },
    { "a.period": "all", "b.period": "all", "a.segment": "even", "b.segment": ["even", "small"] },
  ];

  test.each(mixDimensions)(
    "told apart by %s",
    async (by) => {
      const compareWords = { ...words, compare: translator("en", "compare") };
      for (const [index, asked] of sides.entries()) {
        const measure = (["csat", "relationship-nps", "ces"] as const)[index % 3];
        const input = compareSlicesInput.parse({ ...asked, measure, by });
        const data = await here.asSystem((scope) => loadCompare(scope, input));
        const bothSides = ["a", "b"] as const;
        const tiles = bothSides.map((side) => sideTile(data, side, "here", compareWords));
        const bars = bothSides.map((side) => sideDistribution(data, side, "here", compareWords));
        // Tiles and bars do not depend on what the groups are.
        const mix = prepareMix(data, "here", compareWords);
        await expectRows(marksIn(by === "segment" ? { tiles, bars, mix } : { mix }));
        const { split, a, b } = data;
        if (split.why === null)
          expect(split.experience + split.mix).toBeCloseTo((b.now.value ?? 0) - (a.now.value ?? 0), 9);
      }
    },
    120_000,
  );
});

describe("a dashboard asks the database at most three times", () => {
  const narrowed = { segment: ["even", "talked"] };
  const asked: [string, (scope: Scope) => Promise<unknown>][] = [
    ["overview", (scope) => loadOverview(scope, overviewInput.parse({}))],
    ["overview, a year before", (scope) => loadOverview(scope, overviewInput.parse({ compare: "year" }))],
    [
      "overview of segments",
      (scope) => loadOverview(scope, overviewInput.parse({ ...narrowed, phase: "usage" })),
    ],
    ...breakdowns.map((by): [string, (scope: Scope) => Promise<unknown>] => [
      `breakdown by ${by}`,
      (scope) => loadBreakdown(scope, breakdownInput.parse({ ...narrowed, by })),
    ]),
    ...mixDimensions.map((by): [string, (scope: Scope) => Promise<unknown>] => [
      `two slices by ${by}`,
      (scope) =>
        loadCompare(
          scope,
          compareSlicesInput.parse({ "a.segment": "even", "b.segment": ["-", "talked"], by }),
        ),
    ]),
    ...retentionViews.flatMap((view) =>
      [{}, { ...narrowed, plan: "basic", phase: "usage" }].map(
        (filter): [string, (scope: Scope) => Promise<unknown>] => [
          `${view} ${JSON.stringify(filter)}`,
          (scope) => loadRetention(scope, retentionInput.parse({ ...filter, view })),
        ],
      ),
    ),
    ["the report", (scope) => loadReport(scope, reportInput.parse({}))],
  ];

  test("whatever it is narrowed to", async () => {
    const statements = countStatements();
    const counted: Record<string, number> = {};
    try {
      for (const [name, load] of asked) {
        await here.asSystem(async (scope) => {
          const before = statements.sent;
          await load(scope);
          counted[name] = statements.sent - before;
        });
      }
    } finally {
      statements.stop();
    }
    expect(Object.entries(counted).filter(([, n]) => n > 3)).toEqual([]);
  }, 60_000);
});

describe("an address that means nothing", () => {
  test("a touchpoint that does not exist is refused by name", async () => {
    const input = overviewInput.parse({ touchpoint: "gone" });
    await expect(here.asSystem((scope) => loadOverview(scope, input))).rejects.toMatchObject({
      code: "invalid",
      reason: "unknownTouchpoint",
    });
  });

  test("four hundred touchpoints and a period before any data are a page without answers", async () => {
    await here.asSystem(({ db, workspaceId }) =>
      db.touchpoint.createMany({
        data: Array.from({ length: 400 }, (_, n) => ({ workspaceId, key: `t${n}`, name: `T ${n}` })),
      }),
    );
    const touchpoint = Array.from({ length: 400 }, (_, n) => `t${n}`);
    for (const asked of [{ touchpoint }, { from: "1990-01-01", to: "1990-04-01" }]) {
      const data = await here.asSystem((scope) => loadOverview(scope, overviewInput.parse(asked)));
      expect(data.measures.every(({ now }) => now.n === 0 && now.value === null)).toBe(true);
    }
  });
});
