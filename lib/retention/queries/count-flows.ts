import type { Scope } from "@/lib/auth/scope";
import { contractEnd } from "@/lib/contracts/queries/contract-end";
import { Prisma } from "@/lib/db/generated/client";
import type { ActivityRule } from "../rules/activity-rule";
import type { Edges } from "../rules/edges";
import type { CustomerTrait } from "../rules/figure";
import { type FlowRow, type GroupFlow, groupFlowOf } from "../rules/flows";
import { activity, contractFact, inForce } from "./activity";
import { readBuckets } from "./read-buckets";
import { holdsAt, type Reading, readingOf } from "./reading";
import { type CustomerFilter, isMember, planTables, population, traitsAsked } from "./traits";

export type FlowRequest = {
  edges: Edges;
  rule: ActivityRule;
  filter: CustomerFilter;
  groupBy: CustomerTrait | null;
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
export async function countFlows(scope: Scope, { edges, ...request }: FlowRequest): Promise<Flows> {
  const read = (part: Edges) => readFlows(scope, { edges: part, ...request });
  const { whole, buckets, groups } = await readBuckets(edges, read);
  // Traits are read at the start of a period: who came later was nothing yet.
  const withArrivals = traitsAsked(request.filter).length === 0;
  return {
    whole: groupFlowOf(whole, withArrivals),
    buckets: buckets.map((rows) => groupFlowOf(rows, withArrivals)),
    groups: groups.map(({ key, rows }) => ({ key, flow: groupFlowOf(rows, false) })),
  };
}

function readFlows(scope: Scope, { edges, rule, filter, groupBy }: FlowRequest): Promise<FlowRow[]> {
  const reading = readingOf(scope.workspaceId, edges);
  const byContract = rule.rule === "contract";
  const tables = [
    ...(byContract
      ? [contractFact(scope.workspaceId, filter.condition), inForce(reading)]
      : planTables(reading, filter, groupBy)),
    activity(reading, rule, filter.condition),
    population(reading, "activity", { filter, groupBy, moment: "held" }),
    profile,
    ...(byContract ? [loss(reading)] : []),
  ];
  return scope.db.$queryRaw<FlowRow[]>(Prisma.sql`with ${Prisma.join(tables, ", ")}
    ${counts(reading)}
    ${byContract ? Prisma.sql`union all ${lossCounts}` : Prisma.empty}`);
}

/**
 * Customers who were active at the same edges are counted once, with their number. Materialised, or parallel workers
 * would each read all orders for their share of the edges.
 */
const profile = Prisma.sql`profile as materialized (
  select is_all, key, entered, active, held, count(*) as n from population
  group by is_all, key, entered, active, held)`;

function counts({ pairs }: Reading): Prisma.Sql {
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
 * Why customers were lost (`loss`): by the contracts that ended last before the end of the bucket. Several that ended
 * together are involuntary only if the customer ended none of them. They are looked up by customer: held against all
 * contracts of a segment that the planner takes for small, each loss would go through every one of them.
 */
export const loss = ({ workspaceId, span, last, pairs, dayOf }: Reading): Prisma.Sql => Prisma.sql`
  loser as (
    select c, i, j from activity cross join ${pairs}
    where active & ~(active >> 1) & ${span(Prisma.sql`0`, Prisma.sql`${last}::int`)} <> 0
      and ${holdsAt(Prisma.sql`active`, Prisma.sql`i`)} and not (${holdsAt(Prisma.sql`active`, Prisma.sql`j`)})),
  ended as (
    select l.c, l.i, l.j, k."id", k."involuntary", k.reason, k.out = max(k.out) over (partition by l.c, l.i, l.j) as is_last
    from loser l join lateral (
      select "id", "involuntary", "cancellationReason" as reason, ${contractEnd} as out
      from contract where "workspaceId" = ${workspaceId} and "customerId" = l.c) k on k.out <= ${dayOf(Prisma.sql`l.j`)}),
  loss as (
    select c, i, j, bool_and("involuntary") as involuntary,
      (array_agg(reason order by "id") filter (where reason is not null))[1] as reason
    from ended where is_last group by c, i, j)`;

const lossCounts = Prisma.sql`
  select p.is_all, p.key, l.i, l.j, 0, 0, 0, 0, 0, l.reason, l.involuntary, count(*)::int
  from loss l join population p on p.c = l.c
  where ${holdsAt(Prisma.sql`p.held`, Prisma.sql`l.i`)}
  group by p.is_all, p.key, l.i, l.j, l.reason, l.involuntary`;
