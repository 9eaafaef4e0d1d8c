import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { Scale } from "@/lib/metrics/scales";
import type { Grain } from "@/lib/period/grain";
import { type AskedMetric, metrics, type Occasion, occasions, scales } from "../rules/codes";
import { type LatestSpans, latestAsked, latestCounted, latestSpansOf } from "./latest-cells";
import {
  type Among,
  askedIn,
  type Grouping,
  groupColumns,
  groupingAmong,
  groupNames,
  latestOf,
  ungrouped,
  type View,
} from "./meant-answers";
import { type Cells, type CellTable, cellsFor, cellTableFor, changedMonths, counters } from "./score-cells";
import { answerCondition, type Slice } from "./slice";

/** What scores can be broken down by: what the hot table holds, and what a touchpoint belongs to today. */
export type TallyGroup =
  | Grain
  | "touchpoint"
  | "channel"
  | "productGroup"
  | "phase"
  | "department"
  | "technique"
  | Among;

/** Counts of one kind of question in one group; scores are keyed as they were given, on their own scale. */
export type ScoreTally = {
  /** First day of a bucket, or an inner id as text; null: none. */
  group: string | null;
  metric: AskedMetric;
  scale: Scale;
  occasion: Occasion;
  tally: Record<number, number>;
  /** Shown but not answered (skipped or not applicable); not part of the tally. */
  unanswered: number;
  /** With `latest`: answers left out because they belong to nobody. */
  anonymous: number;
};

export type TallyRequest = {
  slice: Slice;
  groupBy?: TallyGroup | undefined;
  view?: View | undefined;
  /** Nobody asks how many gave no answer: the answers are read once instead of twice. */
  answeredOnly?: boolean | undefined;
};

type Row = Omit<ScoreTally, "metric" | "scale" | "occasion" | "tally"> & {
  request: number;
  metric: number;
  scale: number;
  occasion: number;
  /** Null where nobody answered. */
  tally: Record<number, number> | null;
};

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

/** The only reader of scores: the database counts, `lib/metrics` decides what the counts mean. */
export async function tallyScores(
  scope: Scope,
  slice: Slice,
  options: Omit<TallyRequest, "slice"> = {},
): Promise<ScoreTally[]> {
  const [tallies] = await tallyMany(scope, [{ slice, ...options }]);
  return tallies ?? [];
}

/** Several readings in one statement, so that all tiles of a page see the same rows. */
export async function tallyMany(scope: Scope, requests: readonly TallyRequest[]): Promise<ScoreTally[][]> {
  return talliesOf(requests, await scope.db.$queryRaw<Row[]>(tallyStatement(scope.workspaceId, requests)));
}

export function tallyStatement(workspaceId: number, requests: readonly TallyRequest[]): Prisma.Sql {
  const tableOf = requests.map(cellTableFor);
  const cells = new Map(
    [...new Set(tableOf)].flatMap((table): [CellTable, Cells][] => {
      const mine = requests.filter((_, index) => tableOf[index] === table);
      return table
        ? [
            [
              table,
              cellsFor(
                workspaceId,
                table,
                mine.map(({ slice }) => slice),
              ),
            ],
          ]
        : [];
    }),
  );
  const spansOf = requests.map(latestSpansOf);
  const parts = requests.map((request, index) => {
    const spans = spansOf[index];
    if (spans) return latestOfSpans(workspaceId, request, index, spans);
    const table = tableOf[index];
    const counted = table && cells.get(table);
    return counted
      ? countedBefore(workspaceId, request, index, counted)
      : countedNow(workspaceId, request, index);
  });
  const tables = [...cells.values()].map(({ table }) => table);
  const before =
    tables.length > 0 || spansOf.some((spans) => spans !== null)
      ? Prisma.sql`with ${Prisma.join([changedMonths(workspaceId), ...tables], ", ")}`
      : Prisma.empty;
  return Prisma.sql`${before} ${Prisma.join(parts, " union all ")}`;
}

/** The latest answers of whole months or quarters, counted before or now. */
function latestOfSpans(
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
function countedNow(
  workspaceId: number,
  { slice, groupBy, view = "all", answeredOnly }: TallyRequest,
  index: number,
  given?: Prisma.Sql,
): Prisma.Sql {
  const grouping = groupingOf(groupBy);
  const asked =
    given ?? askedIn(workspaceId, slice, grouping, typeof groupBy === "object" ? groupBy : undefined);
  const kind = Prisma.sql`${groupNames(grouping)} "metric", "scale", "occasion"`;
  // By score first and then by group: a group with all its scores is one row.
  const counts = (from: Prisma.Sql) => Prisma.sql`
    select ${index}::int as request, ${grouping.label} as "group", "metric"::int, "scale"::int, "occasion"::int,
      json_object_agg("score", n) filter (where "score" is not null) as tally,
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
function countedBefore(
  workspaceId: number,
  { slice, groupBy, answeredOnly }: TallyRequest,
  index: number,
  cells: Cells,
): Prisma.Sql {
  const grouping = groupingOf(groupBy);
  const sums = counters.map(({ column }) => Prisma.sql`sum(a.${column}) as ${column}`);
  const scores = counters.flatMap(({ score, column }) =>
    score === null ? [] : [Prisma.sql`${Prisma.raw(`'${score}'`)}, nullif(${column}, 0)`],
  );
  return Prisma.sql`
    select ${index}::int as request, ${grouping.label} as "group", "metric"::int, "scale"::int, "occasion"::int,
      json_strip_nulls(json_build_object(${Prisma.join(scores, ", ")})) as tally,
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

/** What the rows of `tallyStatement` count, by request. */
export function talliesOf(requests: readonly TallyRequest[], rows: readonly unknown[] = []): ScoreTally[][] {
  const found = requests.map(() => new Map<string, ScoreTally>());
  for (const row of rows as readonly Row[]) {
    const tallies = found[row.request];
    if (tallies) add(tallies, row);
  }
  return found.map((tallies) => [...tallies.values()]);
}

function add(tallies: Map<string, ScoreTally>, row: Row): void {
  const key = `${row.group}|${row.metric}|${row.scale}|${row.occasion}`;
  const one = tallies.get(key);
  if (!one) {
    tallies.set(key, {
      group: row.group,
      metric: metrics.nameOf(row.metric) as AskedMetric,
      scale: scales.nameOf(row.scale),
      occasion: occasions.nameOf(row.occasion),
      tally: row.tally ?? {},
      unanswered: row.unanswered,
      anonymous: row.anonymous,
    });
    return;
  }
  Object.assign(one.tally, row.tally);
  one.unanswered += row.unanswered;
  one.anonymous += row.anonymous;
}
