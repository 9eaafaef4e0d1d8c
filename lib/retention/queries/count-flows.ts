import type { Scope } from "@/lib/auth/scope";
import { contractEnd } from "@/lib/contracts/queries/contract-end";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import type { ActivityRule } from "../rules/activity-rule";
import type { Edges } from "../rules/edges";
import type { CustomerTrait } from "../rules/figure";
import { type FlowRow, type GroupFlow, groupFlowOf } from "../rules/flows";
import { activity, contractFact, inForce } from "./activity";
import { countedSpans } from "./counted-spans";
import { bucketsReading } from "./read-buckets";
import { type EdgeReading, holdsAt, readingOf } from "./reading";
import {
  type CustomerFilter,
  isMember,
  planTables,
  population,
  profile,
  profileBySegment,
  traitsAsked,
} from "./traits";

export type FlowRequest = {
  edges: Edges;
  rule: ActivityRule;
  filter: CustomerFilter;
  groupBy: CustomerTrait | null;
  /** Nobody asks about the whole period beside its buckets. */
  bucketsOnly?: boolean | undefined;
};

/** Customer flows of all over the whole period and over each bucket of it, and of the groups of a trait over the whole. */
export type Flows = {
  whole: GroupFlow;
  buckets: GroupFlow[];
  groups: { key: string | null; flow: GroupFlow }[];
};

/**
 * Who was active at the start of a period and at its end, who was lost, why, and who came: counted by the database in
 * one pass over contracts or orders, however many buckets there are (up to 60 a pass).
 */
export function flowsReading(scope: Scope, { edges, ...request }: FlowRequest): Reading<Flows> {
  const { statements, result } = bucketsReading<FlowRow>(edges, (part) =>
    flowsStatement(scope, { edges: part, ...request }),
  );
  // Traits are read at the start of a period: who came later was nothing yet.
  const withArrivals = traitsAsked(request.filter).length === 0;
  return {
    statements,
    result: (found) => {
      const { whole, buckets, groups } = result(found);
      return {
        whole: groupFlowOf(whole, withArrivals),
        buckets: buckets.map((rows) => groupFlowOf(rows, withArrivals)),
        groups: groups.map(({ key, rows }) => ({ key, flow: groupFlowOf(rows, false) })),
      };
    },
  };
}

export const countFlows = (scope: Scope, request: FlowRequest): Promise<Flows> =>
  readOne(scope.db, flowsReading(scope, request));

function flowsStatement(
  scope: Scope,
  { edges, rule, filter, groupBy, bucketsOnly = false }: FlowRequest,
): Prisma.Sql {
  const reading = readingOf(scope.workspaceId, edges);
  const spans =
    groupBy === null && (bucketsOnly || reading.last === 1)
      ? countedSpans(reading, edges, filter, rule)
      : null;
  if (!spans) return flowsOf(reading, { rule, filter, groupBy });
  const { table, areKnown, areUnknown } = spans;
  return Prisma.sql`with ${table}
    select true as "isAll", null::text as key, b - 1 as i, b as j, "start", "lost", "new", "earlyLost", "back",
      null::text as "reason", null::boolean as "involuntary", null::int as "losses"
    from counted_span where ${areKnown}
    union all
    select * from (${flowsOf(reading, { rule, filter: { condition: () => areUnknown }, groupBy })}) counted_now`;
}

function flowsOf(
  reading: EdgeReading,
  { rule, filter, groupBy }: Pick<FlowRequest, "rule" | "filter" | "groupBy">,
): Prisma.Sql {
  const byContract = rule.rule === "contract";
  const tables = [
    ...(byContract
      ? [contractFact(reading.workspaceId, filter.condition), inForce(reading)]
      : planTables(reading, filter, groupBy)),
    activity(reading, rule, filter.condition),
    // Why somebody was lost is asked of customers one by one.
    ...(groupBy === "segment" && !byContract
      ? [profileBySegment(reading, filter)]
      : [population(reading, "activity", { filter, groupBy, moment: "held" }), profile]),
    ...(byContract ? [loss(reading)] : []),
  ];
  return Prisma.sql`with ${Prisma.join(tables, ", ")}
    ${counts(reading)}
    ${byContract ? Prisma.sql`union all ${lossCounts}` : Prisma.empty}`;
}

function counts({ pairs }: EdgeReading): Prisma.Sql {
  const number = (condition: Prisma.Sql) => Prisma.sql`coalesce(sum(n) filter (where ${condition}), 0)::int`;
  return Prisma.sql`
    select is_all as "isAll", key, i, j, ${number(Prisma.sql`at_start and is_member`)} as "start",
      ${number(Prisma.sql`at_start and is_member and not at_end`)} as "lost",
      ${number(Prisma.sql`is_new`)} as "new", ${number(Prisma.sql`is_new and not at_end`)} as "earlyLost",
      ${number(Prisma.sql`at_end and not at_start and not is_new`)} as "back",
      null::text as "reason", null::boolean as "involuntary", null::int as "losses"
    from (
      select is_all, key, i, j, n, entered > i and entered <= j as is_new, ${isMember(Prisma.sql`i`)} as is_member,
        ${holdsAt(Prisma.sql`active`, Prisma.sql`i`)} as at_start,
        ${holdsAt(Prisma.sql`active`, Prisma.sql`j`)} as at_end
      from profile cross join ${pairs}) standing
    group by is_all, key, i, j`;
}

/**
 * Why customers were lost (`loss`), of all and by group: by the contracts that ended last before the end of the bucket.
 * Several that ended together are involuntary only if the customer ended none of them. Contracts are looked up by
 * customer and nothing is joined back, so how long it takes does not hang on what the planner takes for small.
 */
export const loss = ({ workspaceId, span, last, pairs, dayOf }: EdgeReading): Prisma.Sql => Prisma.sql`
  loser as (
    select is_all, key, c, i, j from population cross join ${pairs}
    where active & ~(active >> 1) & ${span(Prisma.sql`0`, Prisma.sql`${last}::int`)} <> 0
      and ${holdsAt(Prisma.sql`active`, Prisma.sql`i`)} and not (${holdsAt(Prisma.sql`active`, Prisma.sql`j`)})
      and ${isMember(Prisma.sql`i`)}),
  ended as (
    select l.is_all, l.key, l.c, l.i, l.j, k."id", k."involuntary", k.reason,
      k.out = max(k.out) over (partition by l.is_all, l.key, l.c, l.i, l.j) as is_last
    from loser l join lateral (
      select "id", "involuntary", "cancellationReason" as reason, ${contractEnd} as out
      from contract where "workspaceId" = ${workspaceId} and "customerId" = l.c) k on k.out <= ${dayOf(Prisma.sql`l.j`)}),
  loss as (
    select is_all, key, c, i, j, bool_and("involuntary") as involuntary,
      (array_agg(reason order by "id") filter (where reason is not null))[1] as reason
    from ended where is_last group by is_all, key, c, i, j)`;

const lossCounts = Prisma.sql`
  select is_all, key, i, j, 0, 0, 0, 0, 0, reason, involuntary, count(*)::int
  from loss group by is_all, key, i, j, reason, involuntary`;
