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
 * Groups of customers, compiled by the room that asks: what is joined to a column that holds a customer's inner id, and
 * the key that is then there. Somebody may be in several, so groups need not add up; answers of people in none, and of
 * nobody known, have no key. What a group is called is its key, or what `text` makes of it.
 */
export type CustomerGroups = {
  join: (customer: Prisma.Sql) => Prisma.Sql;
  key: (customer: Prisma.Sql) => Prisma.Sql;
  text?: (key: Prisma.Sql) => Prisma.Sql;
};

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

const ofAnswer = Prisma.sql`a."customerId"`;

function joined(among: Among | undefined): Prisma.Sql {
  if (!among) return Prisma.empty;
  const groups = among.join(ofAnswer);
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

/** What the answers of a group have in common: as they are counted by it, and how the counts are labelled (from g0, g1, …). */
export type Grouping = { columns: readonly Prisma.Sql[]; label: Prisma.Sql };

export const ungrouped: Grouping = { columns: [], label: Prisma.sql`null::text` };

export function groupingAmong(among: Among): Grouping {
  const { key, text = (one: Prisma.Sql) => one } = among;
  if (!("at" in among)) {
    return { columns: [key(ofAnswer)], label: text(Prisma.sql`g0`) };
  }
  const columns = [Prisma.sql`a."touchpointId"`, key(ofAnswer)];
  const place = Prisma.sql`g0::text || '|' || coalesce(${text(Prisma.sql`g1`)}, '')`;
  if (among.each === "quarter") {
    return {
      columns: [...columns, Prisma.sql`date_trunc('quarter', a."day"::timestamp)::date`],
      label: Prisma.sql`g2::text || '/' || ${place}`,
    };
  }
  if (among.experienceIn === undefined) return { columns, label: place };
  return {
    columns: [...columns, Prisma.sql`experience."score"`],
    label: Prisma.sql`${place} || '|' || coalesce(g2::text, '')`,
  };
}

/** The columns of a grouping under their names, and the names alone; each with a comma behind it. */
export const groupColumns = ({ columns }: Grouping): Prisma.Sql =>
  Prisma.join(
    [...columns.map((column, i) => Prisma.sql`${column} as ${Prisma.raw(`g${i}`)}`), Prisma.empty],
    ", ",
  );
export const groupNames = ({ columns }: Grouping): Prisma.Sql =>
  Prisma.raw(columns.map((_, i) => `g${i}, `).join(""));

const columns = Prisma.sql`"feedbackId", "position", "metric", "scale", "occasion", "score", "customerId"`;

/** The questions of a slice, answered or not, one row each, with the group they fall into. */
export const askedIn = (
  workspaceId: number,
  slice: Slice,
  grouping: Grouping = ungrouped,
  among?: Among,
): Prisma.Sql => Prisma.sql`
  select ${groupColumns(grouping)} a."feedbackId", a."position", a."metric", a."scale", a."occasion", a."score",
    a."customerId", a."day"
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
export function latestOf(workspaceId: number, asked: Prisma.Sql, grouping: Grouping = ungrouped): Prisma.Sql {
  const one = Prisma.sql`${groupNames(grouping)} "metric", "customerId"`;
  return Prisma.sql`
    select distinct on (${one}) ${groupNames(grouping)} ${columns} from (
      select *, rank() over mine as rank, lag("day") over mine = "day" or lead("day") over mine = "day" as several
      from ${asked} asked where "score" is not null and "customerId" is not null
      window mine as (partition by ${one} order by "day" desc)) ranked
    where rank = 1
    order by ${one}, case when several then (
      select f."answeredAt" from feedback f
      where f."workspaceId" = ${workspaceId} and f."id" = ranked."feedbackId") end desc, "feedbackId" desc, "position" desc`;
}
