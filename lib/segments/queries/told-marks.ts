import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { todayIn } from "./compile-segments";
import {
  type CountedLeading,
  canBeTold,
  changedSince,
  countedLeading,
  markOn,
  marksInOrder,
  pageOf,
} from "./counted-leading";
import type { SegmentRow, Vocabulary } from "./read-names";
import { groupsToldOnce, type JoinedGroups, segmentMarks } from "./segment-condition";

/** Groups of customers by the segments that they are in; `text` makes of a group's key its marks: "01", the second of two. */
export type MarkedGroups = JoinedGroups & { text?: (key: Prisma.Sql) => Prisma.Sql };

export type ToldMarks = {
  /** The segments in the order of the marks. */
  told: readonly SegmentRow[];
  groups: MarkedGroups;
  /** Relations that stand before the statement. */
  tables: Prisma.Sql[];
};

/**
 * In which of these segments the customers are. One whose rule names what is gone does not take the others with it. Where
 * they are the leading ones that has been counted; where it has not, those are asked who are meant.
 * @param among customers whose inner ids this selects: nobody else has to be told apart
 */
export async function toldMarks(
  scope: Scope,
  known: Vocabulary,
  wanted: readonly SegmentRow[],
  among: Prisma.Sql,
): Promise<ToldMarks> {
  const today = todayIn(scope);
  const told = wanted.filter(({ key }) => canBeTold(scope, known, key, today));
  const keys = told.map(({ key }) => key);
  const leading = countedLeading(scope, known, today);
  if (leading?.keys.length === keys.length && leading.keys.every((key) => keys.includes(key)))
    return { told, ...countedGroups(scope, leading, keys, among) };
  return { told, ...groupsToldOnce(await segmentMarks(scope, known, keys, among)) };
}

/** What was counted, and who had to be asked anew. */
function countedGroups(
  { workspaceId }: Scope,
  leading: CountedLeading,
  keys: readonly string[],
  among: Prisma.Sql,
): Omit<ToldMarks, "told"> {
  const changed = changedSince(workspaceId);
  const asked = Prisma.sql`select c."id" as customer, ${leading.bits} as key from ${leading.from}`;
  return {
    // Somebody who is gone has no key, whatever was counted. Each of them stands there once in any case; grouped, because
    // of groups PostgreSQL expects few, and then it looks for the answers' customers in here and not the other way round.
    tables: [
      Prisma.sql`leading_now as materialized (
        select customer, max(key) as key from (
          select changed.customer, asked.key
          from (select distinct "customerId" as customer from (${changed}) m) changed
          left join (${asked} and c."id" in (${changed}) offset 0) asked on asked.customer = changed.customer
          where ${leading.isCounted}
          union all
          ${asked} and c."id" in (${among}) and not ${leading.isCounted}) told
        group by customer)`,
    ],
    groups: {
      join: (customer) => Prisma.sql`
        left join leading_page counted on counted."workspaceId" = ${workspaceId}
          and counted."page" = ${pageOf(customer)} and ${leading.isCounted}
        left join leading_now on leading_now.customer = ${customer}`,
      key: (customer) => Prisma.sql`nullif(case when leading_now.customer is null
        then ${markOn(Prisma.sql`counted."marks"`, customer)} else leading_now.key end, 0)`,
      text: marksInOrder(leading, keys),
    },
  };
}
