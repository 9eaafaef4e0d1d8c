import { Prisma } from "@/lib/db/generated/client";
import { type LatestSpans, latestAsked, latestCounted } from "./latest-cells";
import {
  type Among,
  askedIn,
  type Grouping,
  groupColumns,
  groupingAmong,
  groupNames,
  latestOf,
  ungrouped,
} from "./meant-answers";
import { type Cells, counters, countersAsTally, countersInColumns, countersOfAnswers } from "./score-cells";
import { answerCondition } from "./slice";
import type { TallyGroup, TallyRequest } from "./tally-request";

function groupingOf(group: TallyGroup | undefined): Grouping {
  if (group === undefined) return ungrouped;
  if (typeof group === "object") return groupingAmong(group);
  return { columns: [columnOf(group)], label: Prisma.sql`g0::text` };
}

function columnOf(group: Exclude<TallyGroup, Among>): Prisma.Sql {
  switch (group) {
    case "day":
      return Prisma.sql`a."day"`;
    case "week":
      return Prisma.sql`date_trunc('week', a."day"::timestamp)::date`;
    case "month":
      return Prisma.sql`date_trunc('month', a."day"::timestamp)::date`;
    case "quarter":
      return Prisma.sql`date_trunc('quarter', a."day"::timestamp)::date`;
    case "touchpoint":
      return Prisma.sql`a."touchpointId"`;
    case "channel":
      return Prisma.sql`a."channelId"`;
    case "productGroup":
      return Prisma.sql`a."productGroupId"`;
    case "technique":
      return Prisma.sql`a."technique"`;
    case "phase":
      return ofTouchpoint("phaseId");
    case "department":
      return ofTouchpoint("departmentId");
  }
}

const ofTouchpoint = (column: "phaseId" | "departmentId"): Prisma.Sql => Prisma.sql`(
  select t.${Prisma.raw(`"${column}"`)} from touchpoint t
  where t."workspaceId" = a."workspaceId" and t."id" = a."touchpointId")`;

/** The latest answers of whole months or quarters, counted before or now. */
export function latestOfSpans(
  workspaceId: number,
  request: TallyRequest,
  index: number,
  spans: LatestSpans,
): Prisma.Sql {
  const asked = latestAsked(workspaceId, request.slice, groupingOf(request.groupBy), spans);
  return Prisma.sql`${latestCounted(workspaceId, request, index, spans)}
    union all ${countedNow(workspaceId, request, index, asked)}`;
}

/** From the answers one by one. @param given the questions, where not all of the slice are meant */
export function countedNow(
  workspaceId: number,
  { slice, groupBy, view = "all", answeredOnly }: TallyRequest,
  index: number,
  given?: Prisma.Sql,
): Prisma.Sql {
  const grouping = groupingOf(groupBy);
  const asked =
    given ?? askedIn(workspaceId, slice, grouping, typeof groupBy === "object" ? groupBy : undefined);
  const kind = Prisma.sql`${groupNames(grouping)} "metric", "scale", "occasion"`;
  const head = (group: Prisma.Sql) => Prisma.sql`select ${index}::int as request, ${group} as "group",
    "metric"::int, "scale"::int, "occasion"::int`;
  // Many small groups are counted score beside score and sent column by column; few large ones by score first and then by
  // group, which asks less of each answer. `offset 0`: of what groups are made of PostgreSQL expects a group for each
  // answer, and would sort them all; of a finished column it expects fewer.
  const counts = (from: Prisma.Sql) =>
    typeof groupBy === "object" && "at" in groupBy
      ? Prisma.sql`
        ${head(Prisma.sql`null::text`)}, ${countersInColumns(grouping.label)} as tally, 0 as unanswered, 0 as anonymous
        from (select ${kind}, ${countersOfAnswers} from (select * from ${from} asked offset 0) meant
          group by ${kind}) counted
        group by "metric", "scale", "occasion"`
      : Prisma.sql`
        ${head(grouping.label)}, json_object_agg("score", n) filter (where "score" is not null) as tally,
          coalesce(sum(n) filter (where "score" is null), 0)::int as unanswered, 0 as anonymous
        from (select ${kind}, "score", count(*) as n from ${from} meant group by ${kind}, "score") counted
        group by ${kind}`;
  if (view === "all")
    return counts(answeredOnly ? Prisma.sql`(${asked} and a."score" is not null)` : Prisma.sql`(${asked})`);
  const latest = (from: Prisma.Sql) => counts(Prisma.sql`(${latestOf(workspaceId, from, grouping)})`);
  if (answeredOnly) return latest(Prisma.sql`(${asked})`);
  // Read once: who answered last, and what is left out of the numbers.
  return Prisma.sql`
    select * from (
      with asked as materialized (${asked})
      ${latest(Prisma.sql`asked`)}
      union all
      select ${index}::int, ${grouping.label}, "metric"::int, "scale"::int, "occasion"::int, null,
        (count(*) filter (where "score" is null))::int, (count(*) filter (where "score" is not null))::int
      from asked where "score" is null or "customerId" is null group by ${kind}) counted`;
}

/** From what was counted by month. */
export function countedBefore(
  workspaceId: number,
  { slice, groupBy, answeredOnly }: TallyRequest,
  index: number,
  cells: Cells,
): Prisma.Sql {
  const grouping = groupingOf(groupBy);
  const sums = counters.map(({ column }) => Prisma.sql`sum(a.${column}) as ${column}`);
  return Prisma.sql`
    select ${index}::int as request, ${grouping.label} as "group", "metric"::int, "scale"::int, "occasion"::int,
      ${countersAsTally} as tally,
      ${answeredOnly ? Prisma.sql`0` : Prisma.sql`"unanswered"::int`} as unanswered, 0 as anonymous
    from (
      select ${groupColumns(grouping)} a."metric", a."scale", a."occasion", ${Prisma.join(sums, ", ")}
      from ${cells.name} a where ${answerCondition(workspaceId, slice)}
      group by ${groupNames(grouping)} a."metric", a."scale", a."occasion") summed
    ${
      answeredOnly
        ? Prisma.sql`where "unanswered" < ${Prisma.join(
            counters.map(({ column }) => column),
            " + ",
          )}`
        : Prisma.empty
    }`;
}
