import { contractEnd } from "@/lib/contracts/queries/contract-end";
import { Prisma } from "@/lib/db/generated/client";
import type { CustomerCondition } from "@/lib/segments/queries/segment-condition";
import type { ActivityRule } from "../rules/activity-rule";
import { andFor, type EdgeReading } from "./reading";

/** Counting orders: completed ones, also at a value of 0. */
export const countingOrders = (workspaceId: number, condition: CustomerCondition | undefined): Prisma.Sql =>
  Prisma.sql`"order" o where o."workspaceId" = ${workspaceId} and o."status" = 'completed'
    ${andFor(condition, Prisma.sql`o."customerId"`)}`;

/** Contracts (`contract_fact`) with `out`, the first day on which they are no longer in force. */
export const contractFact = (workspaceId: number, condition: CustomerCondition | undefined): Prisma.Sql =>
  Prisma.sql`contract_fact as (
    select "customerId" as c, "id", "plan", "involuntary", "cancellationReason" as reason,
      "monthlyRevenueMinor" as revenue, "startedOn" as began,
      ${contractEnd} as out
    from contract where "workspaceId" = ${workspaceId} ${andFor(condition, Prisma.sql`"customerId"`)})`;

/** Those in force for at least a day (`in_force`), at the edges `[low, high)`. */
export const inForce = ({ index, end, last }: EdgeReading): Prisma.Sql => Prisma.sql`in_force as (
    select c, plan, revenue, ${index(Prisma.sql`began`)} as low,
      coalesce(${index(Prisma.sql`out`)}, ${last + 1}::int) as high
    from contract_fact where (out is null or out > began) and began < ${end})`;

/**
 * Customers with facts before the end (`activity`): `entered` is the index of the first one, `active` the edges at
 * which they were active.
 */
export function activity(
  reading: EdgeReading,
  rule: ActivityRule,
  condition: CustomerCondition | undefined,
): Prisma.Sql {
  if (rule.rule === "contract")
    return Prisma.sql`activity as (
      select c, min(low) as entered, bit_or(${reading.span(Prisma.sql`low`, Prisma.sql`high`)}) as active
      from in_force group by c)`;
  if (rule.ownMedianTimes === null)
    return activityOf(
      reading,
      Prisma.sql`select o."customerId" as c, o."day", o."day" + ${rule.inactivityDays + 1}::int as out
        from ${countingOrders(reading.workspaceId, condition)} and o."day" < ${reading.end}`,
    );
  return Prisma.sql`
    purchase_gap as (
      select c, "day", "day" - lag("day") over mine as gap, lead("day") over mine as next
      from (select distinct o."customerId" as c, o."day" from ${countingOrders(reading.workspaceId, condition)}
        and o."day" < ${reading.end}) purchase_day
      window mine as (partition by c order by "day")),
    rhythm as (
      select c, "day", next,
        array_agg(gap) filter (where gap is not null) over (partition by c order by "day") as gaps
      from purchase_gap),
    ${activityOf(reading, ownRhythm(rule.ownMedianTimes, rule.inactivityDays))}`;
}

/** Each order keeps its customer active from its day until `out`. */
const activityOf = ({ index, span }: EdgeReading, reach: Prisma.Sql): Prisma.Sql => Prisma.sql`activity as (
  select c, ${index(Prisma.sql`min("day")`)} as entered,
    bit_or(${span(index(Prisma.sql`"day"`), index(Prisma.sql`out`))}) as active
  from (${reach}) reach group by c)`;

/** Until the next purchase day the median of the intervals known by then decides; below three of them the fixed days. */
const ownRhythm = (times: number, days: number): Prisma.Sql => Prisma.sql`
  select c, "day", least(next, "day" + 1 + case when cardinality(gaps) >= 3
    then floor(${times}::float8 * (select percentile_cont(0.5) within group (order by gap) from unnest(gaps) gap))::int
    else ${days}::int end) as out
  from rhythm`;
