import { Prisma } from "@/lib/db/generated/client";
import { bucketStart, nextBucket } from "@/lib/period/grain";
import type { Period } from "@/lib/period/period";
import { metrics, occasions } from "../rules/codes";
import { type Grouping, groupColumns } from "./meant-answers";
import { counters, countersAsTally } from "./score-cells";
import { answerCondition, type Slice } from "./slice";
import type { TallyRequest } from "./tally-request";

/**
 * The latest answers about the relationship in each whole month and quarter are counted beforehand (`lotse_count_scores`).
 * A span of which a month was changed since is counted from its answers, in the same statement.
 */
export type LatestSpans = {
  months: 1 | 3;
  each: boolean;
  by: "all" | "channel" | "technique";
  period: Period | null;
};

const groupCodes = { all: 0, channel: 1, technique: 2 } as const;
const grains = { month: 1, quarter: 3 } as const;

/** The spans that a request asks about one by one; null: only the answers can tell. */
export function latestSpansOf({ slice, groupBy, view }: TallyRequest): LatestSpans | null {
  if (view !== "latest" || slice.occasion !== "relationship" || !isOfAll(slice)) return null;
  const { period } = slice;
  if (groupBy === "month" || groupBy === "quarter") {
    const isWhole = !period || [period.from, period.to].every((day) => bucketStart(day, groupBy) === day);
    return isWhole ? { months: grains[groupBy], each: true, by: "all", period } : null;
  }
  if (groupBy !== undefined && groupBy !== "channel" && groupBy !== "technique") return null;
  const grain = (["month", "quarter"] as const).find(
    (one) =>
      period && bucketStart(period.from, one) === period.from && nextBucket(period.from, one) === period.to,
  );
  return grain ? { months: grains[grain], each: false, by: groupBy ?? "all", period } : null;
}

const isOfAll = (slice: Slice): boolean =>
  (slice.dimension ?? "experience") === "experience" &&
  [
    slice.techniques,
    slice.touchpointIds,
    slice.channelIds,
    slice.productGroupIds,
    slice.hasComment,
    slice.customerCondition,
    slice.records,
  ].every((one) => one === undefined);

const isWithin = (day: Prisma.Sql, period: Period | null): Prisma.Sql =>
  period ? Prisma.sql`and ${day} >= ${period.from}::date and ${day} < ${period.to}::date` : Prisma.empty;

/** The spans that nobody has changed since they were counted, as rows of tallies. */
export function latestCounted(
  workspaceId: number,
  { slice, answeredOnly }: TallyRequest,
  index: number,
  { months, each, by, period }: LatestSpans,
): Prisma.Sql {
  const group = each
    ? Prisma.sql`s."from"::text`
    : by === "all"
      ? Prisma.sql`null::text`
      : Prisma.sql`nullif(s."groupId", 0)::text`;
  const isAnswered = Prisma.join(
    counters.flatMap(({ score, column }) => (score === null ? [] : [Prisma.sql`s.${column}`])),
    " + ",
  );
  const beside = (column: Prisma.Sql) => (answeredOnly ? Prisma.sql`0` : Prisma.sql`s.${column}`);
  return Prisma.sql`
    select ${index}::int as request, ${group} as "group", s."metric"::int, s."scale"::int,
      ${occasions.codeOf("relationship")}::int as "occasion",
      ${countersAsTally} as tally,
      ${beside(Prisma.sql`"unanswered"`)} as unanswered, ${beside(Prisma.sql`"anonymous"`)} as anonymous
    from score_latest s
    where s."workspaceId" = ${workspaceId} and s."months" = ${months} and s."groupBy" = ${groupCodes[by]}
      and s."metric" = any(${(slice.metrics ?? metrics.names).map(metrics.codeOf)}::int[])
      ${isWithin(Prisma.sql`s."from"`, period)}
      ${answeredOnly ? Prisma.sql`and ${isAnswered} > 0` : Prisma.empty}
      and not exists (select from changed_month m
        where m.month >= s."from" and m.month < s."from" + make_interval(months => s."months"))`;
}

/** The questions of the other spans, in the shape of `askedIn`; each span is looked up by its days. */
export function latestAsked(
  workspaceId: number,
  slice: Slice,
  grouping: Grouping,
  { months, period }: LatestSpans,
): Prisma.Sql {
  const start = Prisma.sql`date_trunc(${months === 1 ? "month" : "quarter"}, month::timestamp)::date`;
  return Prisma.sql`
    select ${groupColumns(grouping)} a."feedbackId", a."position", a."metric", a."scale", a."occasion", a."score",
      a."customerId", a."day"
    from (select distinct ${start} as "from", (${start} + make_interval(months => ${months}::int))::date as "to"
      from changed_month) span
    cross join lateral (
      select a."feedbackId", a."position", a."metric", a."scale", a."occasion", a."score", a."customerId", a."day",
        a."channelId", a."technique"
      from answer a
      where ${answerCondition(workspaceId, slice)} and a."day" >= span."from" and a."day" < span."to"
      offset 0) a
    where true ${isWithin(Prisma.sql`span."from"`, period)}`;
}
