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

const columns = Prisma.sql`a."feedbackId", a."position", a."metric", a."scale", a."occasion", a."score", a."customerId"`;

/**
 * The answered questions that a slice means, one row each, with the group they fall into. Tallies count these rows and
 * lists show them, so a number and the list behind it cannot differ.
 */
export function meantAnswers(
  workspaceId: number,
  slice: Slice,
  view: View,
  group: Prisma.Sql = Prisma.sql`null::text`,
  among?: Among,
): Prisma.Sql {
  const where = answerCondition(workspaceId, slice);
  if (view === "all") {
    return Prisma.sql`select ${group} as grp, ${columns} from answer a ${joined(among)}
      where ${where} and a."score" is not null`;
  }
  return Prisma.sql`
    select distinct on (grp, "metric", "customerId") * from (
      select ${group} as grp, ${columns}, f."answeredAt" as answered_at
      from answer a ${joined(among)}
      join feedback f on f."workspaceId" = a."workspaceId" and f."id" = a."feedbackId"
      where ${where} and a."score" is not null and a."customerId" is not null) answered
    order by grp, "metric", "customerId", answered_at desc, "feedbackId" desc, "position" desc`;
}

/** What a slice leaves out of its numbers: questions shown but not answered, and with `latest` what belongs to nobody. */
export function leftOut(
  workspaceId: number,
  slice: Slice,
  view: View,
  group: Prisma.Sql,
  among?: Among,
): Prisma.Sql {
  const isAnonymous =
    view === "latest" ? Prisma.sql`(a."score" is not null and a."customerId" is null)` : Prisma.sql`false`;
  return Prisma.sql`
    select ${group} as grp, a."metric", a."scale", a."occasion", a."score" is null as unanswered
    from answer a ${joined(among)}
    where ${answerCondition(workspaceId, slice)} and (a."score" is null or ${isAnonymous})`;
}
