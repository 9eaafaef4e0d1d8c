import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { measureScores } from "@/lib/dashboards/queries/measure-scores";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { listAnswers } from "@/lib/feedback/queries/list-answers";
import type { View } from "@/lib/feedback/queries/meant-answers";
import type { Slice } from "@/lib/feedback/queries/slice";
import { tallyMany, tallyScores } from "@/lib/feedback/queries/tally-scores";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();

type Answer = { metric: "nps" | "csat"; value: number | null; touchpoint?: string };
type RecordSpec = {
  submissionKey: string;
  customer?: string;
  touchpoint?: string;
  channel?: string;
  occasion: "relationship" | "contact";
  technique: "survey" | "agent" | "web";
  answeredAt: string;
  answers: Answer[];
  comment?: string;
};

let here: TestWorkspace;
let touchpoints: { id: number; key: string; channelId: number | null }[];
let channels: { id: number; key: string }[];
let records: RecordSpec[];

const value = fc.option(fc.integer({ min: 0, max: 10 }), { freq: 8 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** A thousand records from a seed: the same in every run. */
const recordSpecs = fc.array(
  fc.record({
    customer: optional(fc.integer({ min: 0, max: 30 })),
    touchpoint: optional(fc.constantFrom("a", "b", "c")),
    channel: optional(fc.constantFrom("phone", "web")),
    occasion: fc.constantFrom("relationship" as const, "contact" as const),
    technique: fc.constantFrom("survey" as const, "survey" as const, "web" as const, "agent" as const),
    day: fc.integer({ min: 1, max: 90 }),
    answers: fc.array(
      fc.record({
        metric: fc.constantFrom("nps" as const, "csat" as const),
        value,
        touchpoint: optional(fc.constantFrom("a", "b", "c")),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    comment: fc.boolean(),
  }),
  { minLength: 1000, maxLength: 1000 },
);

beforeAll(async () => {
  here = await foundWorkspace("here");
  await here.asSystem(async ({ db, workspaceId }) => {
    const phone = await db.channel.findFirstOrThrow({ where: { workspaceId, key: "phone" } });
    await db.touchpoint.createMany({
      data: [
        { workspaceId, key: "a", name: "A", channelId: phone.id },
        { workspaceId, key: "b", name: "B" },
        { workspaceId, key: "c", name: "C" },
      ],
    });
    await db.customer.createMany({
      data: Array.from({ length: 31 }, (_, n) => ({
        workspaceId,
        externalId: `c${n}`,
        name: `Customer ${n}`,
      })),
    });
    touchpoints = await db.touchpoint.findMany({ where: { workspaceId } });
    channels = await db.channel.findMany({ where: { workspaceId } });
  });
  const [specs = []] = fc.sample(recordSpecs, { numRuns: 1, seed: 7 });
  records = specs.map(({ customer, day, comment, answers, touchpoint, channel, ...spec }, index) => ({
    ...spec,
    ...(customer === undefined ? {} : { customer: `ext:c${customer}` }),
    ...(touchpoint ? { touchpoint } : {}),
    ...(channel ? { channel } : {}),
    submissionKey: `r${index}`,
    answeredAt: new Date(Date.UTC(2026, 0, day, 12, 0, index % 60)).toISOString(),
    ...(comment ? { comment: "said something" } : {}),
    answers: answers.map(({ touchpoint: own, ...answer }) => ({
      ...answer,
      ...(answer.metric === "csat" ? { scale: "0-10" } : {}),
      ...(own ? { touchpoint: own } : {}),
    })),
  }));
  const outcomes = await here.asSystem((scope) => recordFeedbackItems(scope, records));
  expect(outcomes.filter(({ status }) => status !== "created")).toEqual([]);
}, 60_000);

type Flat = Answer & {
  record: RecordSpec;
  index: number;
  place: string | undefined;
  via: string | undefined;
  day: string;
};

const flat = (): Flat[] =>
  records.flatMap((record, index) =>
    record.answers.map((answer) => {
      const place = answer.touchpoint ?? record.touchpoint;
      const fromPlace = touchpoints.find(({ key }) => key === place)?.channelId;
      const via = record.channel ?? channels.find(({ id }) => id === fromPlace)?.key;
      return { ...answer, record, index, place, via, day: record.answeredAt.slice(0, 10) };
    }),
  );

type SliceSpec = {
  metric: "nps" | "csat";
  occasion: "relationship" | "contact" | undefined;
  from: number | undefined;
  length: number;
  places: string[] | undefined;
  via: string[] | undefined;
  agent: boolean;
  view: View;
};

const sliceSpecs: fc.Arbitrary<SliceSpec> = fc.record({
  metric: fc.constantFrom("nps" as const, "csat" as const),
  occasion: optional(fc.constantFrom("relationship" as const, "contact" as const)),
  from: optional(fc.integer({ min: 1, max: 80 })),
  length: fc.integer({ min: 1, max: 60 }),
  places: optional(fc.subarray(["a", "b", "c"])),
  via: optional(fc.subarray(["phone", "web"])),
  agent: fc.boolean(),
  view: fc.constantFrom("all" as const, "latest" as const),
});

const dayText = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10);

function sliceOf(spec: SliceSpec): Slice {
  const ids = (list: { id: number; key: string }[], keys: string[]) =>
    list.filter(({ key }) => keys.includes(key)).map(({ id }) => id);
  return {
    metrics: [spec.metric],
    period:
      spec.from === undefined ? null : { from: dayText(spec.from), to: dayText(spec.from + spec.length) },
    ...(spec.occasion ? { occasion: spec.occasion } : {}),
    ...(spec.agent ? { techniques: ["survey", "agent", "web"] } : {}),
    ...(spec.places ? { touchpointIds: ids(touchpoints, spec.places) } : {}),
    ...(spec.via ? { channelIds: ids(channels, spec.via) } : {}),
  };
}

/** The same by hand, over the records as they were sent. */
function byHand(spec: SliceSpec): Flat[] {
  const inSlice = flat().filter(
    ({ metric, value: score, record, place, via, day }) =>
      metric === spec.metric &&
      score !== null &&
      (!spec.occasion || record.occasion === spec.occasion) &&
      (spec.agent || record.technique !== "agent") &&
      (spec.from === undefined || (day >= dayText(spec.from) && day < dayText(spec.from + spec.length))) &&
      (!spec.places || (place !== undefined && spec.places.includes(place))) &&
      (!spec.via || (via !== undefined && spec.via.includes(via))),
  );
  if (spec.view === "all") return inSlice;
  const latest = new Map<string, Flat>();
  for (const one of inSlice) {
    const { customer } = one.record;
    if (!customer) continue;
    const before = latest.get(customer);
    if (
      !before ||
      one.record.answeredAt > before.record.answeredAt ||
      (one.record.answeredAt === before.record.answeredAt && one.index >= before.index)
    ) {
      latest.set(customer, one);
    }
  }
  return [...latest.values()];
}

const tallyOf = (found: Flat[]) => {
  const tally: Record<number, number> = {};
  for (const { value: score } of found) if (score !== null) tally[score] = (tally[score] ?? 0) + 1;
  return tally;
};

describe("random slices against a count by hand", () => {
  test("tallies, and the list behind them, are the same rows", async () => {
    await fc.assert(
      fc.asyncProperty(sliceSpecs, async (spec) => {
        const expected = byHand(spec);
        await here.asSystem(async (scope) => {
          const slice = sliceOf(spec);
          const tallies = await tallyScores(scope, slice, { view: spec.view });
          const pooled: Record<number, number> = {};
          for (const { tally } of tallies)
            for (const [score, n] of Object.entries(tally))
              pooled[Number(score)] = (pooled[Number(score)] ?? 0) + n;
          expect(pooled).toEqual(tallyOf(expected));
          const list = await listAnswers(scope, { slice, view: spec.view, limit: 500 });
          expect(list.total).toBe(expected.length);
          if (expected.length >= 5) {
            expect(list.rows.map(({ scores }) => scores[0]?.score).sort()).toEqual(
              expected
                .slice(0)
                .map(({ value: score }) => score)
                .sort()
                .slice(0, 500),
            );
          }
        });
      }),
      { numRuns: 60, seed: 11 },
    );
  }, 60_000);

  test("grouping by time, touchpoint and channel parts the answers without losing or doubling one", async () => {
    await here.asSystem(async (scope) => {
      const slice: Slice = { metrics: ["csat"], period: null };
      const groupings = ["day", "week", "month", "quarter", "touchpoint", "channel", "productGroup"] as const;
      const [whole = [], ...grouped] = await tallyMany(scope, [
        { slice },
        ...groupings.map((groupBy) => ({ slice, groupBy })),
      ]);
      const total = (tallies: typeof whole) =>
        tallies.reduce((sum, { tally }) => sum + Object.values(tally).reduce((a, b) => a + b, 0), 0);
      for (const tallies of grouped) expect(total(tallies)).toBe(total(whole));
    });
  });

  test("pages of a list follow one another without a gap or a repetition", async () => {
    await here.asSystem(async (scope) => {
      const slice: Slice = { metrics: ["nps"], period: null };
      const whole = await listAnswers(scope, { slice, view: "all", limit: 5_000 });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listAnswers(scope, { slice, view: "all", limit: 37, cursor });
        seen.push(...page.rows.map(({ id, scores }) => `${id} ${scores[0]?.score}`));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(whole.rows.map(({ id, scores }) => `${id} ${scores[0]?.score}`));
    });
  });
});

describe("what few answers show", () => {
  test("below five: n only, in value, groups and list; identified rows always open", async () => {
    await here.asSystem(async (scope) => {
      const day = "2026-08-01";
      const three = [9, 9, 3].map((score, index) => ({
        submissionKey: `few ${index}`,
        technique: "survey",
        answeredAt: `${day}T10:00:00Z`,
        ...(index === 0 ? { customer: "ext:c1" } : {}),
        answers: [{ metric: "nps", value: score }],
      }));
      await recordFeedbackItems(scope, three);
      const input = { metric: "nps" as const, from: day, to: "2026-08-02" };
      const measured = await measureScores(scope, { ...input, groupBy: "day" } as Parameters<
        typeof measureScores
      >[1]);
      expect(measured).toMatchObject({ value: null, n: 3, interval: null, counts: {}, suppressed: true });
      expect(measured.groups).toEqual([{ key: day, value: null, n: 3, interval: null, suppressed: true }]);
      const list = await listAnswers(scope, {
        slice: { metrics: ["nps"], period: { from: day, to: "2026-08-02" } },
        view: "all",
        limit: 50,
      });
      expect(list).toMatchObject({ total: 3, withheld: 2 });
      expect(list.rows.map(({ customer }) => customer)).toEqual(["Customer 1"]);
    });
  });
});
