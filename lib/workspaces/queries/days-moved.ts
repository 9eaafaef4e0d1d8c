import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type ZoneOffsets, zoneOffsets } from "@/lib/period/zone-offsets";
import { type DatedFact, datedFacts } from "../rules/dated-facts";

/** How many facts of each kind. */
export type FactCounts = Record<DatedFact["noun"], number>;

/** The table's name and its instant as SQL, under the alias `t`. */
export const sqlOf = ({ table, at }: DatedFact) => ({
  table: Prisma.raw(`"${table}"`),
  at: Prisma.raw(`t."${at}"`),
  column: Prisma.raw(`"${at}"`),
});

/**
 * The local day of an instant in the zone of these offsets. In numbers: an array of instants would be read anew for every
 * row.
 */
export const dayOf = (at: Prisma.Sql, { starts, seconds }: ZoneOffsets): Prisma.Sql => {
  const epoch = Prisma.sql`date_part('epoch', ${at})`;
  const begins = starts.map((start) => Date.parse(start) / 1000);
  return Prisma.sql`
    (date '1970-01-01' + floor((${epoch} + (${seconds}::float8[])[width_bucket(${epoch}, ${begins}::float8[])]) / 86400)::int)`;
};

/** The offsets of a time zone over all there is in the workspace. */
export async function offsetsOver({ db, workspaceId }: Scope, timeZone: string): Promise<ZoneOffsets> {
  const spans = datedFacts.map((fact) => {
    const { table, at } = sqlOf(fact);
    return Prisma.sql`select min(${at}) as first, max(${at}) as last from ${table} t where t."workspaceId" = ${workspaceId}`;
  });
  const [span] = await db.$queryRaw<{ first: Date | null; last: Date | null }[]>(Prisma.sql`
    select min(s.first) as first, max(s.last) as last from (${Prisma.join(spans, " union all ")}) s`);
  const now = new Date();
  return zoneOffsets(timeZone, span?.first ?? now, span?.last ?? now);
}

/** How many facts would lie on another day in this time zone. */
export async function countMoved(scope: Scope, timeZone: string): Promise<FactCounts> {
  const offsets = await offsetsOver(scope, timeZone);
  const counts = datedFacts.map((fact) => {
    const { table, at } = sqlOf(fact);
    return Prisma.sql`(select count(*)::int from ${table} t where t."workspaceId" = ${scope.workspaceId}
      and not t."dayOnly" and t."day" <> ${dayOf(at, offsets)}) as ${Prisma.raw(`"${fact.noun}"`)}`;
  });
  const [row] = await scope.db.$queryRaw<FactCounts[]>(Prisma.sql`select ${Prisma.join(counts, ", ")}`);
  if (!row) throw new Error("A count without a row.");
  return row;
}
