import { Prisma } from "@/lib/db/generated/client";
import type { Period } from "@/lib/period/period";
import { dimensions } from "../rules/codes";
import { answerCondition, type Slice } from "./slice";

/**
 * All answers, or only the latest of each customer (by answered at, then id) within the slice; every group of a
 * breakdown by time is a slice of its own. `latest` leaves anonymous answers out and says how many.
 */
export type View = "all" | "latest";

/**
 * Groups of customers, compiled by the room that asks: rows of `customer` (inner id) and `key`. Somebody may be in
 * several, so groups need not add up; answers of people in none, and of nobody known, have no key.
 */
export type CustomerGroups = { customers: Prisma.Sql };

/**
 * Touchpoints by groups of customers, "12|01": the touchpoint's inner id and the group's key. With `experienceIn` each
 * answer also stands under what the same record says of the experience there, "12|01|4", as far as that was in the
 * period (null: at any time); nothing after the last bar where it says nothing. With `each` quarters stand apart, each
 * under its first day: "2026-01-01/12|01".
 */
export type TouchpointGroups = CustomerGroups & {
  at: "touchpoint";
  experienceIn?: Period | null;
  each?: "quarter";
};

export type Among = CustomerGroups | TouchpointGroups;

function joined(among: Among | undefined): Prisma.Sql {
  if (!among) return Prisma.empty;
  const groups = Prisma.sql`left join ${among.customers} customer_group on customer_group.customer = a."customerId"`;
  if (!("experienceIn" in among) || among.experienceIn === undefined) return groups;
  const period = among.experienceIn;
  const within = period
    ? Prisma.sql`and e."day" >= ${period.from}::date and e."day" < ${period.to}::date`
    : Prisma.empty;
  return Prisma.sql`${groups} left join lateral (
    select e."score" from answer e
    where e."workspaceId" = a."workspaceId" and e."feedbackId" = a."feedbackId"
      and e."touchpointId" is not distinct from a."touchpointId" and e."metric" = a."metric" and e."scale" = a."scale"
      and e."dimension" = ${dimensions.codeOf("experience")} and e."score" is not null ${within}
    order by e."position" limit 1) experience on true`;
}

/** The expression that the answers of a group have in common. */
export function groupAmong(among: Among): Prisma.Sql {
  if (!("at" in among)) return Prisma.sql`customer_group.key`;
  const place = Prisma.sql`a."touchpointId"::text || '|' || coalesce(customer_group.key, '')`;
  const own =
    among.each === "quarter"
      ? Prisma.sql`date_trunc('quarter', a."day"::timestamp)::date::text || '/' || ${place}`
      : place;
  return among.experienceIn === undefined
    ? own
    : Prisma.sql`${own} || '|' || coalesce(experience."score"::text, '')`;
}

const columns = Prisma.sql`"feedbackId", "position", "metric", "scale", "occasion", "score", "customerId"`;

/** The questions of a slice, answered or not, one row each, with the group they fall into. */
export const askedIn = (
  workspaceId: number,
  slice: Slice,
  group: Prisma.Sql = Prisma.sql`null::text`,
  among?: Among,
): Prisma.Sql => Prisma.sql`
  select ${group} as grp, a."feedbackId", a."position", a."metric", a."scale", a."occasion", a."score", a."customerId", a."day"
  from answer a ${joined(among)} where ${answerCondition(workspaceId, slice)}`;

/**
 * The answered questions that a slice means, one row each. Tallies count these rows and lists show them, so a number and
 * the list behind it cannot differ.
 */
export function meantAnswers(workspaceId: number, slice: Slice, view: View): Prisma.Sql {
  const asked = askedIn(workspaceId, slice);
  return view === "latest"
    ? latestOf(workspaceId, Prisma.sql`(${asked})`)
    : Prisma.sql`select ${columns} from (${asked}) asked where "score" is not null`;
}

/**
 * The latest answer of each customer, by group and metric. Instants stand in the records and not in the answers: only
 * where a customer answered several times on their last day are they looked up.
 * @param asked a relation of `askedIn`
 */
export const latestOf = (workspaceId: number, asked: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select distinct on (grp, "metric", "customerId") grp, ${columns} from (
    select *, rank() over mine as rank, lag("day") over mine = "day" or lead("day") over mine = "day" as several
    from ${asked} asked where "score" is not null and "customerId" is not null
    window mine as (partition by grp, "metric", "customerId" order by "day" desc)) ranked
  where rank = 1
  order by grp, "metric", "customerId", case when several then (
    select f."answeredAt" from feedback f
    where f."workspaceId" = ${workspaceId} and f."id" = ranked."feedbackId") end desc, "feedbackId" desc, "position" desc`;
