import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import type { Edges } from "../rules/edges";
import type { CustomerTrait } from "../rules/figure";
import { countingOrders } from "./activity";
import { type CountedSpans, countedSpans } from "./counted-spans";
import { bucketsReading, type EdgeRow } from "./read-buckets";
import { type EdgeReading, readingOf } from "./reading";
import { type CustomerFilter, isMember, planTables, population, traitsAsked } from "./traits";

export type PurchaseRequest = {
  edges: Edges;
  filter: CustomerFilter;
  groupBy: CustomerTrait | null;
  /** Nobody asks about the whole period beside its buckets. */
  bucketsOnly?: boolean | undefined;
};

/** Customers with at least one counting order, with two or more, and with some on two days or more. */
export type PurchaseCounts = { buyers: number; twice: number; onTwoDays: number };

export type Purchases = {
  whole: PurchaseCounts;
  buckets: PurchaseCounts[];
  groups: { key: string | null; counts: PurchaseCounts }[];
};

type Row = EdgeRow & PurchaseCounts;

/** How many customers bought, and how many bought again, in one pass over the orders. */
export function purchasesReading(scope: Scope, { edges, ...request }: PurchaseRequest): Reading<Purchases> {
  const { statements, result } = bucketsReading<Row>(edges, (part) =>
    purchasesStatement(scope, { edges: part, ...request }),
  );
  return {
    statements,
    result: (found) => {
      const { whole, buckets, groups } = result(found);
      return {
        whole: countsOf(whole),
        buckets: buckets.map(countsOf),
        groups: groups.map(({ key, rows }) => ({ key, counts: countsOf(rows) })),
      };
    },
  };
}

const countsOf = ([row]: readonly Row[]): PurchaseCounts => ({
  buyers: row?.buyers ?? 0,
  twice: row?.twice ?? 0,
  onTwoDays: row?.onTwoDays ?? 0,
});

export const countPurchases = (scope: Scope, request: PurchaseRequest): Promise<Purchases> =>
  readOne(scope.db, purchasesReading(scope, request));

function purchasesStatement(
  scope: Scope,
  { edges, filter, groupBy, bucketsOnly = false }: PurchaseRequest,
): Prisma.Sql {
  const reading = readingOf(scope.workspaceId, edges);
  const isNarrowed = groupBy !== null || traitsAsked(filter).length > 0;
  if (!isNarrowed) {
    const spans = bucketsOnly || reading.last === 1 ? countedSpans(reading, edges, filter) : null;
    return spans ? purchasesKnown(reading, spans) : purchasesOfAll(reading, filter);
  }
  const tables = [
    ...planTables(reading, filter, groupBy),
    buyers(reading, filter),
    population(reading, "buyer", { filter, groupBy, moment: "within" }),
  ];
  const orderedWithin = Prisma.sql`ordered & ${reading.span(Prisma.sql`i + 1`, Prisma.sql`j + 1`)} <> 0`;
  return Prisma.sql`with ${Prisma.join(tables, ", ")}
    select is_all as "isAll", key, i, j, count(*)::int as "buyers",
      (count(*) filter (where orders >= 2))::int as "twice",
      (count(*) filter (where several_days))::int as "onTwoDays"
    from population where ${isMember(Prisma.sql`i`)} and (${orderedWithin}) <> is_none
    group by is_all, key, i, j`;
}

/** What was counted before; the orders where that is not known of every bucket. */
const purchasesKnown = (
  reading: EdgeReading,
  { table, areKnown, areUnknown }: CountedSpans,
): Prisma.Sql => Prisma.sql`
  with ${table}
  select true as "isAll", null::text as key, b - 1 as i, b as j, "buyers", "twice", "onTwoDays"
  from counted_span where ${areKnown}
  union all
  (${purchasesOfAll(reading, { condition: () => areUnknown })})`;

/** Where customers are not told apart nobody has to be written down: orders become numbers in the order of their index. */
function purchasesOfAll({ workspaceId, index, begin, end, last }: EdgeReading, filter: CustomerFilter) {
  const sets = last > 1 ? Prisma.sql`grouping sets ((c, b), (c))` : Prisma.sql`c, b`;
  return Prisma.sql`
    select true as "isAll", null::text as key, coalesce(b - 1, 0) as i, coalesce(b, ${last}::int) as j,
      count(*)::int as "buyers", (count(*) filter (where orders >= 2))::int as "twice",
      (count(*) filter (where several_days))::int as "onTwoDays"
    from (
      select b, count(*) as orders, min("day") < max("day") as several_days
      from (
        select o."customerId" as c, o."day", ${index(Prisma.sql`o."day"`)} as b
        from ${countingOrders(workspaceId, filter.condition)} and o."day" >= ${begin} and o."day" < ${end}) ordered
      group by ${sets}) bought
    group by b`;
}

/** Customers with the number of their counting orders in each bucket, and in the whole period where there are several. */
export function buyers(
  { workspaceId, index, begin, end, last }: EdgeReading,
  filter: CustomerFilter,
): Prisma.Sql {
  const several = Prisma.sql`
    union all
    select c, 0, ${last}::int, sum(orders), min(first_day) < max(last_day) from purchase group by c`;
  return Prisma.sql`purchase as (
      select o."customerId" as c, ${index(Prisma.sql`o."day"`)} as b, count(*) as orders,
        min(o."day") as first_day, max(o."day") as last_day
      from ${countingOrders(workspaceId, filter.condition)} and o."day" >= ${begin} and o."day" < ${end}
      group by 1, 2),
    buyer as materialized (
      select c, b - 1 as i, b as j, orders, first_day < last_day as several_days from purchase
      ${last > 1 ? several : Prisma.empty})`;
}
