import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import type { RevenueFlow } from "@/lib/metrics/revenue-churn";
import type { Edges } from "../rules/edges";
import type { CustomerTrait } from "../rules/figure";
import { activity, contractFact, inForce } from "./activity";
import { bucketsReading, type EdgeRow } from "./read-buckets";
import { type EdgeReading, holdsAt, readingOf } from "./reading";
import { type CustomerFilter, population } from "./traits";

export type RevenueCount = { edges: Edges; filter: CustomerFilter; groupBy: CustomerTrait | null };

export type RevenueFlows = {
  whole: RevenueFlow;
  buckets: RevenueFlow[];
  groups: { key: string | null; flow: RevenueFlow }[];
};

type Row = EdgeRow & Record<keyof RevenueFlow, bigint | number>;

/** Monthly revenue of the customers active at the start of a period, and what became of it, in one pass over contracts. */
export function revenueFlowsReading(
  scope: Scope,
  { edges, ...request }: RevenueCount,
): Reading<RevenueFlows> {
  const { statements, result } = bucketsReading<Row>(edges, (part) =>
    revenueStatement(scope, { edges: part, ...request }),
  );
  return {
    statements,
    result: (found) => {
      const { whole, buckets, groups } = result(found);
      return {
        whole: revenueOf(whole[0]),
        buckets: buckets.map(([row]) => revenueOf(row)),
        groups: groups.map(({ key, rows }) => ({ key, flow: revenueOf(rows[0]) })),
      };
    },
  };
}

const nothing: RevenueFlow = { customers: 0, atStart: 0, lost: 0, contraction: 0, expansion: 0 };

function revenueOf(row: Row | undefined): RevenueFlow {
  if (!row) return nothing;
  const { customers, atStart, lost, contraction, expansion } = row;
  return {
    customers: Number(customers),
    atStart: Number(atStart),
    lost: Number(lost),
    contraction: Number(contraction),
    expansion: Number(expansion),
  };
}

export const countRevenue = (scope: Scope, request: RevenueCount): Promise<RevenueFlows> =>
  readOne(scope.db, revenueFlowsReading(scope, request));

function revenueStatement(scope: Scope, { edges, filter, groupBy }: RevenueCount): Prisma.Sql {
  const reading = readingOf(scope.workspaceId, edges);
  const tables = [
    contractFact(scope.workspaceId, filter.condition),
    inForce(reading),
    activity(reading, { rule: "contract" }, filter.condition),
    population(reading, "activity", { filter, groupBy, moment: "held" }),
    standing(reading),
    moved(reading),
  ];
  return Prisma.sql`with ${Prisma.join(tables, ", ")}
    select s.is_all as "isAll", s.key, s.i, s.j, s.customers::bigint as "customers", s.revenue::bigint as "atStart",
      coalesce(m.lost, 0)::bigint as "lost", coalesce(m.contraction, 0)::bigint as "contraction",
      coalesce(m.expansion, 0)::bigint as "expansion"
    from standing s
    left join moved m on m.is_all = s.is_all and m.key is not distinct from s.key and m.i = s.i and m.j = s.j`;
}

/** Customers at the start of each bucket and their monthly revenue. Contracts that run alike are added up first. */
const standing = ({ pairs }: EdgeReading): Prisma.Sql => Prisma.sql`
  headcount as (
    select is_all, key, active & held as active, count(*) as n from population group by is_all, key, active & held),
  running as (
    select p.is_all, p.key, f.low, f.high, p.held, sum(f.revenue) as revenue
    from population p join in_force f on f.c = p.c group by p.is_all, p.key, f.low, f.high, p.held),
  standing as (
    select is_all, key, i, j, sum(n) as customers, sum(revenue) as revenue
    from (
      select is_all, key, i, j, n, 0 as revenue from headcount cross join ${pairs}
      where ${holdsAt(Prisma.sql`active`, Prisma.sql`i`)}
      union all
      select is_all, key, i, j, 0, revenue from running cross join ${pairs}
      where low <= i and i < high and ${holdsAt(Prisma.sql`held`, Prisma.sql`i`)}) part
    group by is_all, key, i, j)`;

/**
 * What became of the revenue of customers whose contracts began or ended between two edges; all other revenue is
 * unchanged.
 */
const moved = ({ last }: EdgeReading): Prisma.Sql => Prisma.sql`
  turn as (
    select c, low as j from in_force where low between 1 and ${last}::int
    union
    select c, high from in_force where high between 1 and ${last}::int),
  mover as (
    select c, j - 1 as i, j from turn
    ${last > 1 ? Prisma.sql`union all select distinct c, 0, ${last}::int from turn` : Prisma.empty}),
  change as (
    select m.c, m.i, m.j, sum(f.revenue) filter (where f.low <= m.i and m.i < f.high) as at_start,
      coalesce(sum(f.revenue) filter (where f.low <= m.j and m.j < f.high), 0) as at_end
    from mover m join in_force f on f.c = m.c
    group by m.c, m.i, m.j),
  moved as (
    select p.is_all, p.key, i, j,
      sum(at_start) filter (where at_end = 0) as lost,
      sum(at_start - at_end) filter (where at_end > 0 and at_end < at_start) as contraction,
      sum(at_end - at_start) filter (where at_end >= at_start and at_end > 0) as expansion
    from change join population p on p.c = change.c
    where at_start is not null and ${holdsAt(Prisma.sql`p.held`, Prisma.sql`i`)}
    group by p.is_all, p.key, i, j)`;
