import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import { type Cohort, cohortsOfCells } from "@/lib/metrics/cohorts";
import type { LocalDay } from "@/lib/period/local-day";
import { type AskedPeriod, windowAsked } from "../rules/asked-period";
import { countingOrders } from "./activity";
import type { CustomerFilter } from "./traits";

export type CohortRequest = {
  asked: AskedPeriod;
  filter: Pick<CustomerFilter, "product-group" | "condition">;
};

/** `to` is the first day that is not looked at; without it the one after the last counting order. */
export type Cohorts = { from: LocalDay | null; to: LocalDay | null; cohorts: Cohort[] };

/**
 * Customers by the month of their first counting order, and how many of each cohort ordered in every later month. The
 * database counts the cells in one pass over the orders.
 */
export const listCohorts = (scope: Scope, request: CohortRequest): Promise<Cohorts> =>
  readOne(scope.db, cohortsReading(scope, request));

/** The same, to be asked together with the rest of a page. */
export function cohortsReading(scope: Scope, { asked, filter }: CohortRequest): Reading<Cohorts> {
  const { from = null, to } = asked;
  const end = to === undefined ? dayAfterLastOrder(scope) : Prisma.sql`${to}::date`;
  const statement = Prisma.sql`
    with ${cohortMonths(scope, { filter, from: asked.from, to: end })}
    select null as cohort, (${end})::text as month, 0 as customers
    union all
    select to_char(first_month, 'YYYY-MM'), to_char(month, 'YYYY-MM'), n::int
    from (
      select date_trunc('month', first_day::timestamp) as first_month, month, count(*) as n
      from dated_in group by 1, 2) cell`;
  return {
    statements: [statement],
    result: ([rows = []]) => {
      const found = rows as readonly Row[];
      const observedTo = found.find(({ cohort }) => cohort === null)?.month ?? null;
      const cells = found.flatMap(({ cohort, month, customers }) =>
        cohort !== null && month !== null ? [{ cohort, month, customers }] : [],
      );
      return { from, to: observedTo, cohorts: observedTo === null ? [] : cohortsOfCells(cells, observedTo) };
    },
  };
}

/** A cell; without a cohort the first day that is not looked at. */
type Row = { cohort: string | null; month: string | null; customers: number };

/** Customers and the months in which they ordered (`dated_in`: c, month, first_day), of the cohorts that are asked for. */
export function cohortMonths(
  scope: Scope,
  { filter, from, to }: { filter: CohortRequest["filter"]; from: LocalDay | undefined; to: Prisma.Sql },
): Prisma.Sql {
  const window = windowAsked({ from });
  return Prisma.sql`monthly as (
      select o."customerId" as c, date_trunc('month', o."day"::timestamp) as month, min(o."day") as first_day
      from ${countingOrders(scope.workspaceId, filter.condition)} and o."day" < (${to})
      group by 1, 2),
    dated as (select c, month, min(first_day) over (partition by c) as first_day from monthly),
    dated_in as (
      select * from dated where first_day >= ${window.from}::date ${ordered(scope, filter, to)})`;
}

const dayAfterLastOrder = ({ workspaceId }: Scope): Prisma.Sql => Prisma.sql`
  (select max(o."day") + 1 from ${countingOrders(workspaceId, undefined)})`;

/** Who ordered something of a product group while observed. */
function ordered(scope: Scope, filter: CohortRequest["filter"], to: Prisma.Sql): Prisma.Sql {
  const groups = filter["product-group"];
  if (!groups) return Prisma.empty;
  return Prisma.sql`and c in (
    select o."customerId" from "order" o
    join order_line l on l."workspaceId" = o."workspaceId" and l."orderId" = o."id"
    where o."workspaceId" = ${scope.workspaceId} and o."status" = 'completed' and o."day" < (${to})
      and l."workspaceId" = ${scope.workspaceId} and l."productGroupId" = any(${groups}::int[]))`;
}
