import { Prisma } from "@/lib/db/generated/client";
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

const joined = (among: CustomerGroups | undefined): Prisma.Sql =>
  among
    ? Prisma.sql`left join ${among.customers} customer_group on customer_group.customer = a."customerId"`
    : Prisma.empty;

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
  among?: CustomerGroups,
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
  among?: CustomerGroups,
): Prisma.Sql {
  const isAnonymous =
    view === "latest" ? Prisma.sql`(a."score" is not null and a."customerId" is null)` : Prisma.sql`false`;
  return Prisma.sql`
    select ${group} as grp, a."metric", a."scale", a."occasion", a."score" is null as unanswered
    from answer a ${joined(among)}
    where ${answerCondition(workspaceId, slice)} and (a."score" is null or ${isAnonymous})`;
}
