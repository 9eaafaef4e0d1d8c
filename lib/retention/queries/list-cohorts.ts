import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Cohort, cohortsOfCells } from "@/lib/metrics/cohorts";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import { type AskedPeriod, windowAsked } from "../rules/asked-period";
import { countingOrders } from "./activity";
import { observedOrders } from "./measure-repurchase";
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
export async function listCohorts(scope: Scope, { asked, filter }: CohortRequest): Promise<Cohorts> {
  const from = asked.from ?? null;
  const to = asked.to ?? (await dayAfterLastOrder(scope));
  if (to === null) return { from, to, cohorts: [] };
  const rows = await scope.db.$queryRaw<{ cohort: string; month: string; customers: number }[]>(Prisma.sql`
    with ${cohortMonths(scope, { filter, from: asked.from, to })}
    select to_char(first_month, 'YYYY-MM') as cohort, to_char(month, 'YYYY-MM') as month, n::int as customers
    from (
      select date_trunc('month', first_day::timestamp) as first_month, month, count(*) as n
      from dated_in group by 1, 2) cell`);
  return { from, to, cohorts: cohortsOfCells(rows, to) };
}

/** Customers and the months in which they ordered (`dated_in`: c, month, first_day), of the cohorts that are asked for. */
export function cohortMonths(
  scope: Scope,
  { filter, from, to }: { filter: CohortRequest["filter"]; from: LocalDay | undefined; to: LocalDay },
): Prisma.Sql {
  const window = windowAsked({ from, to });
  return Prisma.sql`monthly as (
      select o."customerId" as c, date_trunc('month', o."day"::timestamp) as month, min(o."day") as first_day
      from ${countingOrders(scope.workspaceId, filter.condition)} and o."day" < ${to}::date
      group by 1, 2),
    dated as (select c, month, min(first_day) over (partition by c) as first_day from monthly),
    dated_in as (
      select * from dated where first_day >= ${window.from}::date ${ordered(scope, filter, to)})`;
}

async function dayAfterLastOrder(scope: Scope): Promise<LocalDay | null> {
  const seen = await observedOrders(scope);
  return seen && addDays(seen.last, 1);
}

/** Who ordered something of a product group while observed. */
function ordered(scope: Scope, filter: CohortRequest["filter"], to: LocalDay): Prisma.Sql {
  const groups = filter["product-group"];
  if (!groups) return Prisma.empty;
  return Prisma.sql`and c in (
    select o."customerId" from "order" o
    join order_line l on l."workspaceId" = o."workspaceId" and l."orderId" = o."id"
    where o."workspaceId" = ${scope.workspaceId} and o."status" = 'completed' and o."day" < ${to}::date
      and l."workspaceId" = ${scope.workspaceId} and l."productGroupId" = any(${groups}::int[]))`;
}
