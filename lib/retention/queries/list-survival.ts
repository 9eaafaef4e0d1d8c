import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import { type LogRank, logRank } from "@/lib/metrics/log-rank";
import { type LifetimesAt, type SurvivalCurve, survivalOfCounts } from "@/lib/metrics/survival";
import type { LocalDay } from "@/lib/period/local-day";
import type { ActivityRule } from "../rules/activity-rule";
import { byKey } from "../rules/figure";
import { contractFact, countingOrders } from "./activity";
import type { CustomerFilter } from "./traits";

export type SurvivalRequest = {
  /** Customers who began on this day or later; null: all of them. */
  from: LocalDay | null;
  /** Who is still active on this day is observed until then. */
  asOf: LocalDay;
  rule: ActivityRule;
  filter: Pick<CustomerFilter, "plan" | "condition" | "memberships">;
  groupBy: "plan" | "segment" | null;
};

export type Survival = { groups: { key: string | null; curve: SurvivalCurve }[]; logRank: LogRank | null };

/**
 * How long customers stay, in whole calendar months from their start to the first day on which they were not active:
 * their first unbroken stretch, a later one is a return. Groups by plan are by that of the first contract, so nobody is
 * in two of them; segments may overlap, and then nothing is tested between them. The database counts customers by
 * months, `lib/metrics` draws the curve.
 */
export const listSurvival = (scope: Scope, request: SurvivalRequest): Promise<Survival> =>
  readOne(scope.db, survivalReading(scope, request));

/** The same, to be asked together with the rest of a page. */
export function survivalReading(scope: Scope, request: SurvivalRequest): Reading<Survival> {
  const { groupBy, filter } = request;
  const statement = Prisma.sql`
    with ${lifetimes(scope, request)}
    select ${keyOf(groupBy)} as "key", (select count(*)::int from lifetime) as "customers", months as "time",
      (count(*) filter (where ended))::int as "events", (count(*) filter (where not ended))::int as "censored"
    from counted ${groupBy === "segment" ? among(filter) : Prisma.empty}
    group by 1, 3`;
  return {
    statements: [statement],
    result: ([rows = []]) => curvesOf(rows as readonly Row[], groupBy),
  };
}

type Row = { key: string | null; customers: number } & LifetimesAt;

function curvesOf(rows: readonly Row[], groupBy: SurvivalRequest["groupBy"]): Survival {
  const keys = groupBy ? [...new Set(rows.map(({ key }) => key))] : [null];
  const groups = keys
    .map((key) => ({
      key,
      counts: rows.filter((row) => row.key === key).map(({ key: _, customers: __, ...counts }) => counts),
    }))
    .sort(byKey);
  const inGroups = rows.reduce((sum, { events, censored }) => sum + events + censored, 0);
  const isDisjoint = inGroups <= (rows[0]?.customers ?? 0);
  return {
    groups: groups.map(({ key, counts }) => ({ key, curve: survivalOfCounts(counts) })),
    logRank: isDisjoint ? logRank(groups.map(({ key, counts }) => ({ key: key ?? "", counts }))) : null,
  };
}

function keyOf(groupBy: SurvivalRequest["groupBy"]): Prisma.Sql {
  if (groupBy === "segment") return Prisma.sql`membership.key`;
  return groupBy === "plan" ? Prisma.sql`plan` : Prisma.sql`null::text`;
}

/** Segments that were named, or all; then those who are in none of them are a group of their own. */
function among({ memberships }: SurvivalRequest["filter"]): Prisma.Sql {
  if (!memberships) throw new Error("Nobody has said who is in which segment.");
  const kind = memberships.named ? Prisma.sql`join` : Prisma.sql`left join`;
  return Prisma.sql`${kind} ${memberships.rows} membership on membership.customer = counted.c`;
}

/** Customers with their plan, their months, and whether they left then (`counted`: c, plan, ended, months). */
export function lifetimes(scope: Scope, request: SurvivalRequest): Prisma.Sql {
  const { asOf, from, rule, filter } = request;
  return Prisma.sql`
    ${rule.rule === "contract" ? firstSpells(scope, request) : firstActivity(scope, request, rule)},
    lifetime as (
      select c, plan, began, coalesce(out <= ${asOf}::date, false) as ended,
        case when out <= ${asOf}::date then out else ${asOf}::date end as until
      from spell
      where began >= ${from ?? "1900-01-01"}::date
        ${filter.plan ? Prisma.sql`and plan = any(${filter.plan}::text[])` : Prisma.empty}),
    counted as (
      select c, plan, ended, greatest(0, (
        (extract(year from until) - extract(year from began)) * 12
        + extract(month from until) - extract(month from began)
        - (extract(day from until) < extract(day from began))::int)::int) as months
      from lifetime)`;
}

/** The first unbroken stretch of contracts (`spell`): overlapping ones, and those that follow day on day, are one. */
const firstSpells = (scope: Scope, { asOf, filter }: SurvivalRequest): Prisma.Sql => Prisma.sql`
  ${contractFact(scope.workspaceId, filter.condition)},
  spell as (
    select c, plan, lower(stretch) as began, upper(stretch) as out
    from (
      select c, (array_agg(plan order by began, "id"))[1] as plan, range_agg(daterange(began, out)) as stretches
      from contract_fact where (out is null or out > began) and began <= ${asOf}::date group by c) own
    cross join lateral (
      select stretch from unnest(stretches) stretch order by lower(stretch) limit 1) earliest)`;

/** From the first order to the first day without one for too long (`spell`). */
const firstActivity = (
  scope: Scope,
  { asOf, filter }: SurvivalRequest,
  { inactivityDays }: Extract<ActivityRule, { rule: "inactivity" }>,
): Prisma.Sql => Prisma.sql`
  purchase as (
    select o."customerId" as c, o."day",
      lead(o."day") over (partition by o."customerId" order by o."day") as next
    from ${countingOrders(scope.workspaceId, filter.condition)} and o."day" <= ${asOf}::date),
  spell as (
    select c, null::text as plan, min("day") as began,
      min("day") filter (where next is null or next - "day" > ${inactivityDays + 1}::int)
        + ${inactivityDays + 1}::int as out
    from purchase group by c)`;
