import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { countNextMonth } from "@/lib/feedback/mutations/count-scores";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import type { ScoreTally, TallyRequest } from "@/lib/feedback/queries/tally-request";
import { tallyMany } from "@/lib/feedback/queries/tally-scores";
import { metrics, occasions, scales, techniques } from "@/lib/feedback/rules/codes";
import { countScores } from "@/lib/jobs/count-scores";
import { bucketStart } from "@/lib/period/grain";
import { addDays, addMonths } from "@/lib/period/local-day";
import { eraseCustomer } from "@/lib/privacy/mutations";
import { moveDays } from "@/lib/workspaces/mutations/move-days";
import { askOwner } from "../../support/owner";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

const database = ownDatabase();

let here: TestWorkspace;
let ids: { touchpoints: number[]; channels: number[] };
const first = "2026-01-01";
const day = fc.integer({ min: 0, max: 130 }).map((n) => addDays(first, n));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });

const record = fc.record({
  submissionKey: fc.uuid(),
  customer: maybe(fc.integer({ min: 0, max: 9 }).map((n) => `ext:c${n}`)),
  touchpoint: maybe(fc.constantFrom("a", "b", "c")),
  channel: maybe(fc.constantFrom("phone", "web")),
  occasion: fc.constantFrom("relationship" as const, "contact" as const),
  technique: fc.constantFrom("survey" as const, "web" as const, "agent" as const),
  answeredAt: fc
    .tuple(day, fc.integer({ min: 0, max: 23 }))
    .map(([on, hour]) => `${on}T${String(hour).padStart(2, "0")}:30:00Z`),
  answers: fc.array(
    fc
      .record({
        metric: fc.constantFrom("nps", "csat"),
        value: fc.option(fc.integer({ min: 1, max: 5 })),
      })
      .map((answer) => ({ ...answer, ...(answer.metric === "csat" ? { scale: "1-5" } : {}) })),
    { minLength: 1, maxLength: 3 },
  ),
});
const records = fc.array(record, { minLength: 5, maxLength: 40 });

/** What happens to answers; each comes with what it needs to know. */
const changes: fc.Arbitrary<(scope: Scope) => Promise<unknown>> = fc.oneof(
  records.map((some) => (scope: Scope) => recordAll(scope, some)),
  fc.tuple(fc.nat(), fc.nat(10)).map(
    ([n, score]) =>
      (scope: Scope) =>
        scope.db.$executeRaw(Prisma.sql`
      update answer set "score" = ${score}, "reason" = null, "touchpointId" = null
      where "workspaceId" = ${scope.workspaceId} and "feedbackId" % 7 = ${n % 7}`),
  ),
  fc.nat().map(
    (n) => (scope: Scope) =>
      scope.db.$executeRaw(Prisma.sql`
      delete from feedback where "workspaceId" = ${scope.workspaceId} and "id" % 9 = ${n % 9}`),
  ),
  fc.nat(9).map((n) => async (scope: Scope) => {
    const { db, workspaceId } = scope;
    const found = await db.customer.findFirst({ where: { workspaceId, externalId: `c${n}` } });
    if (found) await eraseCustomer(scope, { id: found.publicId });
    await db.customer.create({ data: { workspaceId, externalId: `c${n}` } });
  }),
  fc
    .constantFrom("Pacific/Auckland", "America/Los_Angeles", "Europe/Berlin")
    .map((zone) => (scope: Scope) => moveDays(scope, zone)),
  records.map((some) => (scope: Scope) => insertBySet(scope, some.length)),
  // Within its hour, so within its day: no answer is changed, but another one may be the latest.
  fc.nat(60).map(
    (n) => (scope: Scope) =>
      scope.db.$executeRaw(Prisma.sql`
      update feedback set "answeredAt" = date_trunc('hour', "answeredAt") + interval '1 minute' * ("id" * ${n} % 60)
      where "workspaceId" = ${scope.workspaceId}`),
  ),
  fc.nat(4).map(
    (n) => (scope: Scope) =>
      scope.db.$executeRaw(Prisma.sql`
      update answer set "customerId" = (select max("id") from customer where "workspaceId" = ${scope.workspaceId})
      where "workspaceId" = ${scope.workspaceId} and "feedbackId" % 5 = ${n}`),
  ),
);

async function recordAll(scope: Scope, some: unknown[]) {
  const outcomes = await recordFeedbackItems(scope, some);
  expect(outcomes.filter(({ status }) => status !== "created")).toEqual([]);
}

/** As imports insert: without the triggers of single rows. */
async function insertBySet({ db, workspaceId }: Scope, many: number) {
  await db.$executeRaw(Prisma.sql`
    create temporary table new_answer on commit drop as
    select f."id" as "feedbackId", 90 + n as "position", f."day", f."customerId", f."touchpointId", f."channelId", 1 as "metric",
      9 as "scale", 1 as "dimension", f."occasion", f."technique", n % 11 as "score", false as "hasComment"
    from feedback f, generate_series(1, 2) n
    where f."workspaceId" = ${workspaceId} and not exists (
      select from answer a where a."workspaceId" = f."workspaceId" and a."feedbackId" = f."id" and a."position" > 90)
    limit ${many}`);
  await db.$executeRaw(
    Prisma.sql`select lotse_insert('answer', 'new_answer', ${[
      ...["feedbackId", "position", "day", "customerId", "touchpointId", "channelId", "metric", "scale"],
      ...["dimension", "occasion", "technique", "score", "hasComment"],
    ]}::text[])`,
  );
  await db.$executeRaw(Prisma.sql`drop table new_answer`);
}

const someRequest: fc.Arbitrary<TallyRequest> = fc.record({
  slice: fc
    .record(
      {
        period: fc.option(
          fc.tuple(day, fc.integer({ min: 1, max: 120 }), fc.boolean()).map(([from, length, whole]) => {
            const start = whole ? bucketStart(from, "month") : from;
            return {
              from: start,
              to: whole ? bucketStart(addDays(start, length + 31), "month") : addDays(start, length),
            };
          }),
        ),
        metrics: fc.subarray(["nps" as const, "csat" as const], { minLength: 1 }),
        occasion: fc.constantFrom("relationship" as const, "contact" as const),
        techniques: fc.subarray(["survey" as const, "agent" as const, "web" as const]),
        touchpointIds: fc.subarray([0, 1, 2, 3]),
        channelIds: fc.subarray([0, 1, 2]),
      },
      { requiredKeys: ["period"] },
    )
    .map(({ touchpointIds, channelIds, ...slice }) => ({
      ...slice,
      ...(touchpointIds ? { touchpointIds: touchpointIds.map((n) => ids.touchpoints[n - 1] ?? 0) } : {}),
      ...(channelIds ? { channelIds: channelIds.map((n) => ids.channels[n - 1] ?? 0) } : {}),
    })),
  groupBy: fc.constantFrom(
    undefined,
    "day",
    "week",
    "month",
    "quarter",
    "touchpoint",
    "channel",
    "technique",
  ),
  answeredOnly: fc.boolean(),
  view: fc.constantFrom("all", "latest"),
});

/** What the interface asks again and again: the latest answers about the relationship, by whole months and quarters. */
const relationship: fc.Arbitrary<TallyRequest> = fc.record({
  slice: fc.record({
    period: fc
      .tuple(day, fc.constantFrom("month" as const, "quarter" as const), fc.integer({ min: 1, max: 3 }))
      .map(([from, grain, many]) => {
        const start = bucketStart(from, grain);
        return { from: start, to: addMonths(start, many * (grain === "month" ? 1 : 3)) };
      }),
    metrics: fc.subarray(["nps" as const, "csat" as const], { minLength: 1 }),
    occasion: fc.constant("relationship" as const),
  }),
  groupBy: fc.constantFrom(undefined, "month", "quarter", "channel", "technique"),
  answeredOnly: fc.boolean(),
  view: fc.constant("latest"),
});
const request = fc.oneof(someRequest, relationship);

type Row = {
  day: string;
  metric: number;
  scale: number;
  occasion: number;
  technique: number;
  score: number | null;
  touchpointId: number | null;
  channelId: number | null;
  customerId: number | null;
};

/** The same, from all answers one by one: the latest first. */
function byHand(rows: readonly Row[], { slice, groupBy, answeredOnly, view }: TallyRequest): unknown {
  const isOneOf = (some: readonly unknown[] | undefined, one: unknown) => some?.includes(one) ?? true;
  const groupOf = (row: Row): unknown => {
    if (groupBy === "touchpoint" || groupBy === "channel") return row[`${groupBy}Id`];
    if (groupBy === "technique") return row.technique;
    if (groupBy === "day" || groupBy === "week" || groupBy === "month" || groupBy === "quarter")
      return bucketStart(row.day, groupBy);
    return null;
  };
  const meant = rows.filter(
    (row) =>
      (!slice.period || (row.day >= slice.period.from && row.day < slice.period.to)) &&
      isOneOf(slice.metrics?.map(metrics.codeOf), row.metric) &&
      (slice.occasion === undefined || row.occasion === occasions.codeOf(slice.occasion)) &&
      (slice.techniques?.map(techniques.codeOf).includes(row.technique) ??
        row.technique !== techniques.codeOf("agent")) &&
      isOneOf(slice.touchpointIds, row.touchpointId ?? 0) &&
      isOneOf(slice.channelIds, row.channelId ?? 0) &&
      (!answeredOnly || row.score !== null),
  );
  const groups = new Map<string, { tally: Record<string, number>; unanswered: number; anonymous: number }>();
  const heard = new Set<string>();
  for (const row of meant) {
    const isAnonymous = view === "latest" && row.customerId === null && row.score !== null;
    const voice = [groupOf(row), row.metric, row.customerId].join("|");
    if (view === "latest" && row.score !== null && (isAnonymous ? answeredOnly : heard.has(voice))) continue;
    if (row.score !== null) heard.add(voice);
    const key = [groupOf(row), row.metric, row.scale, row.occasion].join("|");
    const one = groups.get(key) ?? { tally: {}, unanswered: 0, anonymous: 0 };
    if (isAnonymous) one.anonymous++;
    else if (row.score === null) one.unanswered++;
    else one.tally[row.score] = (one.tally[row.score] ?? 0) + 1;
    groups.set(key, one);
  }
  return [...groups]
    .map(([key, { tally, unanswered, anonymous }]) => [
      key,
      Object.entries(tally).sort(),
      unanswered,
      anonymous,
    ])
    .sort();
}

const written = (tallies: readonly ScoreTally[]) =>
  tallies
    .map((one) => [
      [one.group, metrics.codeOf(one.metric), scales.codeOf(one.scale), occasions.codeOf(one.occasion)].join(
        "|",
      ),
      Object.entries(one.tally).sort(),
      one.unanswered,
      one.anonymous,
    ])
    .sort();

async function requireEqual(requests: readonly TallyRequest[]) {
  await here.asSystem(async (scope) => {
    const rows = await scope.db.$queryRaw<Row[]>(Prisma.sql`
      select a."day"::text, "metric", "scale", a."occasion", a."technique", "score", a."touchpointId", a."channelId",
        a."customerId"
      from answer a join feedback f on f."workspaceId" = a."workspaceId" and f."id" = a."feedbackId"
      where a."workspaceId" = ${scope.workspaceId} and "dimension" = 1
      order by a."day" desc, f."answeredAt" desc, a."feedbackId" desc, "position" desc`);
    const tallies = await tallyMany(scope, requests);
    for (const [index, one] of requests.entries())
      expect(written(tallies[index] ?? []), JSON.stringify(one)).toEqual(byHand(rows, one));
  });
}

beforeAll(async () => {
  here = await foundWorkspace("here");
  ids = await here.asSystem(async ({ db, workspaceId }) => {
    const channels = await db.channel.findMany({ where: { workspaceId, key: { in: ["phone", "web"] } } });
    await db.touchpoint.createMany({ data: ["a", "b", "c"].map((key) => ({ workspaceId, key, name: key })) });
    await db.customer.createMany({
      data: Array.from({ length: 10 }, (_, n) => ({ workspaceId, externalId: `c${n}` })),
    });
    const touchpoints = await db.touchpoint.findMany({ where: { workspaceId }, orderBy: { id: "asc" } });
    return { touchpoints: touchpoints.map(({ id }) => id), channels: channels.map(({ id }) => id) };
  });
});

test("whatever happens to answers, and whichever months have been counted: tallies are what the answers say", async () => {
  const step = fc.record({
    change: changes,
    counted: fc.integer({ min: 0, max: 6 }),
    requests: fc.array(request, { minLength: 6, maxLength: 10 }),
    isDuring: fc.boolean(),
  });
  const [steps = []] = fc.sample(fc.array(step, { minLength: 16, maxLength: 16 }), { numRuns: 1, seed: 5 });
  for (const { change, counted, requests, isDuring } of steps) {
    const count = async () => {
      for (let n = 0; n < counted; n++) await here.asSystem((scope) => countNextMonth(scope, "0 seconds"));
    };
    await here.asSystem(async (scope) => {
      await change(scope);
      // What is not committed yet belongs to no count, and is seen by nobody else.
      if (isDuring) await count();
      if (isDuring) await requireEqual(requests.slice(0, 2));
    });
    await requireEqual(requests);
    await count();
    await requireEqual(requests);
  }
}, 120_000);

test("the worker counts the months that were left alone for a while, and leaves the others", async () => {
  const url = database.current?.ownerUrl ?? "";
  const said = ["2026-01-10", "2026-03-10"].map((answeredAt) => ({
    ...{ submissionKey: answeredAt, technique: "survey", answeredAt },
    answers: [{ metric: "nps", value: 9 }],
  }));
  await here.asSystem((scope) => recordAll(scope, said));
  const marked = () => askOwner(url, `select distinct "month"::text from score_mark order by 1`);
  const [{ month = "" } = {}, ...others] = await marked();
  await askOwner(url, `update score_mark set "at" = "at" - interval '1 minute' where "month" <> $1`, [month]);
  await askOwner(url, "select lotse_add_due_jobs()");
  const jobs = await askOwner(
    url,
    `select key from graphile_worker.jobs where task_identifier = 'count-scores'`,
  );
  expect(jobs).toEqual([{ key: `${here.workspaceId}:count-scores` }]);
  expect(others.length).toBeGreaterThan(0);
  expect(await countScores.perform({ workspaceId: here.workspaceId, input: {} }, () => false)).toBe("done");
  expect(await marked()).toEqual([{ month }]);
}, 60_000);
