import { Prisma } from "@/lib/db/generated/client";
import { addMonths, type LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { dimensions, metrics } from "../rules/codes";
import { scoreCounters } from "../rules/score-counters";
import { oneOf, type Slice } from "./slice";
import type { TallyRequest } from "./tally-request";

/**
 * Scores of whole months are counted beforehand, by channel and by touchpoint (`lotse_count_scores`). A month that
 * somebody has changed since, or that a period begins or ends in, is counted from its answers; in the same statement, so
 * it makes no difference to the result which of the two it was.
 */
export type Cells = { name: Prisma.Sql; table: Prisma.Sql };

const places = {
  score_month: {
    counted: Prisma.sql`score_month`,
    column: Prisma.sql`"channelId"`,
    name: Prisma.sql`channel_cell`,
  },
  score_touchpoint_month: {
    counted: Prisma.sql`score_touchpoint_month`,
    column: Prisma.sql`"touchpointId"`,
    name: Prisma.sql`touchpoint_cell`,
  },
} as const;
export type CellTable = keyof typeof places;

export const counters = scoreCounters.map(({ score, column }) => ({
  score,
  column: Prisma.raw(`"${column}"`),
}));
/** The counters of a row as what `tallyOf` reads. */
export const countersAsTally = Prisma.sql`to_json(array[${Prisma.join(
  counters.flatMap(({ score, column }) => (score === null ? [] : [column])),
  ", ",
)}])`;
/** Counters of answers that are grouped. */
export const countersOfAnswers = Prisma.join(
  counters.map(({ score, column }) => {
    const is = score === null ? Prisma.sql`is null` : Prisma.raw(`= ${score}`);
    return Prisma.sql`(count(*) filter (where "score" ${is}))::int as ${column}`;
  }),
  ", ",
);
/** Rows of counters as `TallyColumns`: a text for each number would take longer than counting. */
export const countersInColumns = (group: Prisma.Sql): Prisma.Sql => Prisma.sql`json_build_object(
  'groups', array_agg(${group}), 'counts', json_build_array(${Prisma.join(
    counters.map(({ column }) => Prisma.sql`case when max(${column}) > 0 then array_agg(${column}) end`),
    ", ",
  )}))`;
const counterColumns = Prisma.join(
  counters.map(({ column }) => column),
  ", ",
);
const kind = Prisma.sql`"metric", "scale", "dimension", "occasion", "technique"`;

/** Where the counts for a request stand; null: only the answers can tell. */
export function cellTableFor({ slice, groupBy, view = "all" }: TallyRequest): CellTable | null {
  const { customerCondition, records, hasComment, productGroupIds, period } = slice;
  if (view !== "all" || customerCondition || records || hasComment !== undefined || productGroupIds)
    return null;
  if (typeof groupBy === "object" || groupBy === "productGroup") return null;
  if (groupBy === "day" || groupBy === "week") return null;
  if (period && !hasWholeMonth(period)) return null;
  const byTouchpoint =
    slice.touchpointIds !== undefined ||
    groupBy === "touchpoint" ||
    groupBy === "phase" ||
    groupBy === "department";
  const byChannel = slice.channelIds !== undefined || groupBy === "channel";
  if (byTouchpoint) return byChannel ? null : "score_touchpoint_month";
  return "score_month";
}

/**
 * What all these requests need of one table, shaped like answers: `day` is the first of a month, or of the piece of it
 * that is the same for all of them, and in the place of a score stand the counters.
 */
export function cellsFor(workspaceId: number, table: CellTable, slices: readonly Slice[]): Cells {
  const { counted, column, name } = places[table];
  const { from, to } = spanOf(slices);
  const breaks = distinct(slices.flatMap(({ period }) => (period ? [period.from, period.to] : []))).filter(
    (day) => day !== monthStart(day),
  );
  const edges = distinct(breaks.map(monthStart));
  const whole = (month: Prisma.Sql) => Prisma.sql`${month} >= ${from}::date and ${month} < ${to}::date
    and ${month} <> all(${edges}::date[])`;
  const ranges = [
    ...edges.map((month) => {
      const [start, end] = [month > from ? month : from, earlier(addMonths(month, 1), to)];
      return Prisma.sql`select ${month}::date as month, ${start}::date as "from", ${end}::date as "to"`;
    }),
    Prisma.sql`select month, month as "from", (month + interval '1 month')::date as "to" from changed_month
      where ${whole(Prisma.sql`month`)}`,
  ];
  const counts = counters.map(({ score, column: counter }) => {
    const is = score === null ? Prisma.sql`is null` : Prisma.raw(`= ${score}`);
    return Prisma.sql`coalesce(sum(n) filter (where "score" ${is}), 0)::int as ${counter}`;
  });
  const pieces = Prisma.sql`${breaks}::date[]`;
  const piece =
    breaks.length === 0
      ? Prisma.sql`range.month`
      : Prisma.sql`greatest(range.month, (${pieces})[width_bucket(a."day", ${pieces})])`;
  const asked = commonCondition(slices);
  const touchpoints = commonTouchpoints(slices);
  return {
    name,
    // `offset 0`: each range of days is looked up in the index, come what may. Counted by score before they are spread.
    table: Prisma.sql`${name} as (
      select a."workspaceId", a."month" as "day", nullif(a.${column}, 0) as ${column}, ${kind}, ${counterColumns}
      from ${counted} a
      where a."workspaceId" = ${workspaceId} and ${asked} and ${whole(Prisma.sql`a."month"`)}
        and a."month" not in (select month from changed_month)
        ${touchpoints ? Prisma.sql`and a."touchpointId" = any(${touchpoints}::int[])` : Prisma.empty}
      union all
      select ${workspaceId}::int, piece, ${column}, ${kind}, ${Prisma.join(counts, ", ")}
      from (
        select piece, ${column}, ${kind}, "score", count(*) as n
        from (${Prisma.join(ranges, " union all ")}) range
        cross join lateral (
          select ${piece} as piece, a.${column}, ${kind}, a."score" from answer a
          where a."workspaceId" = ${workspaceId} and ${asked} and a."day" >= range."from" and a."day" < range."to"
            ${touchpoints ? Prisma.sql`and ${oneOf(Prisma.sql`a."touchpointId"`, touchpoints)}` : Prisma.empty}
          offset 0) answered
        group by piece, ${column}, ${kind}, "score") of_score
      group by piece, ${column}, ${kind})`,
  };
}

/** Months whose answers were changed since they were counted. */
export const changedMonths = (workspaceId: number): Prisma.Sql => Prisma.sql`
  changed_month as materialized (select distinct "month" as month from score_mark where "workspaceId" = ${workspaceId})`;

/** What holds for every one of the requests, so that nothing else is read. */
function commonCondition(slices: readonly Slice[]): Prisma.Sql {
  const asked = distinct(slices.flatMap((slice) => slice.metrics ?? metrics.names));
  const about = distinct(slices.map(({ dimension }) => dimension ?? "experience"));
  return Prisma.sql`a."metric" = any(${asked.map(metrics.codeOf)}::int[])
    and a."dimension" = any(${about.map(dimensions.codeOf)}::int[])`;
}

/** The touchpoints that any of them asks about; null where one asks about all. */
function commonTouchpoints(slices: readonly Slice[]): number[] | null {
  const asked = slices.flatMap(({ touchpointIds }) => (touchpointIds ? [touchpointIds] : []));
  return asked.length < slices.length ? null : distinct(asked.flat());
}

/** From the first day that is asked for to the last; all time where one asks for that. */
function spanOf(slices: readonly Slice[]): Period {
  const periods = slices.flatMap(({ period }) => period ?? []);
  const [from, to] = [
    periods.map((one) => one.from).sort()[0],
    periods
      .map((one) => one.to)
      .sort()
      .at(-1),
  ];
  return periods.length < slices.length || !from || !to
    ? { from: "-infinity", to: "infinity" }
    : { from, to };
}

const distinct = <One>(some: readonly One[]): One[] => [...new Set(some)].sort();
const monthStart = (day: LocalDay): LocalDay => `${day.slice(0, 7)}-01`;
const earlier = (a: LocalDay, b: LocalDay): LocalDay => (a < b ? a : b);

function hasWholeMonth({ from, to }: Period): boolean {
  const first = from === monthStart(from) ? from : addMonths(monthStart(from), 1);
  return addMonths(first, 1) <= to;
}
