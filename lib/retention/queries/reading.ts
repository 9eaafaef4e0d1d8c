import { Prisma } from "@/lib/db/generated/client";
import type { CustomerCondition } from "@/lib/segments/queries/segment-condition";
import type { Edges } from "../rules/edges";

/**
 * How statements reckon over the edges of a reading. Edge i is asked about "on the last day before `days[i]`". What
 * holds in a stretch of days `[start, out)` holds at the edges `index(start) … index(out) - 1`: a set of edges is the
 * bits of one number, so that the database tells who was active when from one pass over the facts.
 */
export type EdgeReading = {
  workspaceId: number;
  /** The number of buckets, and the index of the last edge. */
  last: number;
  begin: Prisma.Sql;
  end: Prisma.Sql;
  /** The first edge at which what begins on this day has begun; a day of bucket b has the index b + 1. */
  index(day: Prisma.Sql): Prisma.Sql;
  /** The edges `[low, high)` as bits. */
  span(low: Prisma.Sql, high: Prisma.Sql): Prisma.Sql;
  /** The day of an edge, from its index. */
  dayOf(index: Prisma.Sql): Prisma.Sql;
  /** Pairs of edges (i, j) to report on: each bucket, and with several of them the whole period. */
  pairs: Prisma.Sql;
};

export function readingOf(workspaceId: number, { days }: Edges): EdgeReading {
  const all = Prisma.sql`${days}::date[]`;
  const last = days.length - 1;
  return {
    workspaceId,
    last,
    begin: Prisma.sql`${days[0]}::date`,
    end: Prisma.sql`${days[last]}::date`,
    index: (day) => Prisma.sql`width_bucket(${day}, ${all})`,
    span: (low, high) => Prisma.sql`((1::bigint << (${high})) - (1::bigint << (${low})))`,
    dayOf: (index) => Prisma.sql`(${all})[(${index}) + 1]`,
    pairs: Prisma.sql`(select b as i, b + 1 as j from generate_series(0, ${last - 1}::int) b
      ${last > 1 ? Prisma.sql`union all select 0, ${last}::int` : Prisma.empty}) pair`,
  };
}

/** The bit of an edge. */
export const holdsAt = (mask: Prisma.Sql, index: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`((${mask}) >> (${index})) & 1 = 1`;

/** `and <condition>`, or nothing. */
export const andFor = (condition: CustomerCondition | undefined, column: Prisma.Sql): Prisma.Sql =>
  condition ? Prisma.sql`and ${condition(column)}` : Prisma.empty;
