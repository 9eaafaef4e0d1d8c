import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { Share } from "@/lib/metrics/share";
import type { LocalDay } from "@/lib/period/local-day";
import type { Edges } from "../rules/edges";
import { type EdgeRow, readBuckets } from "./read-buckets";
import { type Reading, readingOf } from "./reading";
import type { CustomerFilter } from "./traits";

export type EntryRequest = {
  edges: Edges;
  windowDays: number;
  /** The first day that is not observed to its end. */
  observedUntil: LocalDay;
  filter: Pick<CustomerFilter, "condition">;
};

export type Entries = { whole: Share; buckets: Share[]; groups: { key: string | null; share: Share }[] };

type Row = EdgeRow & { entered: number; reached: number };

/**
 * Customers whose window has elapsed since they entered a phase, and of them those who reached what comes next. Within
 * a bucket (and within the whole) a customer's first entry into each phase counts.
 * @param reach relations that end with `reach`: c, phase, b (index of the day of entry), converted
 */
export async function countEntries(
  scope: Scope,
  { edges }: EntryRequest,
  reach: (reading: Reading) => Prisma.Sql,
): Promise<Entries> {
  const { whole, buckets, groups } = await readBuckets(edges, (part) => {
    const reading = readingOf(scope.workspaceId, part);
    return scope.db.$queryRaw<Row[]>(Prisma.sql`with ${reach(reading)} ${outcomes(reading)}`);
  });
  return {
    whole: shareOf(whole),
    buckets: buckets.map(shareOf),
    groups: groups.map(({ key, rows }) => ({ key, share: shareOf(rows) })),
  };
}

const shareOf = ([row]: readonly Row[]): Share => ({
  numerator: row?.reached ?? 0,
  denominator: row?.entered ?? 0,
});

function outcomes({ last }: Reading): Prisma.Sql {
  const whole = Prisma.sql`
    union all
    select phase, 0, ${last}::int, converted
    from (select distinct on (c, phase) phase, converted from reach order by c, phase, b) first_entry`;
  return Prisma.sql`
    select grouping(phase) = 1 as "isAll", phase::text as key, i, j, count(*)::int as "entered",
      (count(*) filter (where converted))::int as "reached"
    from (select phase, b - 1 as i, b as j, converted from reach ${last > 1 ? whole : Prisma.empty}) outcome
    group by grouping sets ((i, j), (phase, i, j))`;
}

/** First entries into a phase (`entry`), one per customer and bucket, whose window has elapsed. */
export const firstEntries = (
  { begin, end, index }: Reading,
  { windowDays, observedUntil }: EntryRequest,
  moves: Prisma.Sql,
): Prisma.Sql => Prisma.sql`entry as (
  select distinct on (c, phase, b) c, phase, rank, "at", "day", ${index(Prisma.sql`"day"`)} as b
  from (${moves}) move_in
  where "day" >= ${begin} and "day" < ${end} and "day" + ${windowDays}::int < ${observedUntil}::date
  order by c, phase, b, "at", "id")`;
