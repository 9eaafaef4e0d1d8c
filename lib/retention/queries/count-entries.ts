import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { readOne } from "@/lib/db/reading";
import type { Share } from "@/lib/metrics/share";
import type { LocalDay } from "@/lib/period/local-day";
import type { Memberships } from "@/lib/segments/queries/segment-condition";
import type { Edges } from "../rules/edges";
import { bucketsReading, type EdgeRow } from "./read-buckets";
import { type EdgeReading, readingOf } from "./reading";
import type { CustomerFilter } from "./traits";

export type EntryRequest = {
  edges: Edges;
  windowDays: number;
  /** The first day that is not observed to its end. */
  observedUntil: LocalDay;
  filter: Pick<CustomerFilter, "condition" | "memberships">;
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
  { edges, filter }: EntryRequest,
  reach: (reading: EdgeReading) => Prisma.Sql,
): Promise<Entries> {
  const { whole, buckets, groups } = await readOne(
    scope.db,
    bucketsReading<Row>(edges, (part) => {
      const reading = readingOf(scope.workspaceId, part);
      return Prisma.sql`with ${reach(reading)} ${outcomes(reading, filter.memberships)}`;
    }),
  );
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

/** Of all, and by the phase that was entered or by the segments that customers are in now. */
function outcomes({ last }: EdgeReading, memberships: Memberships | undefined): Prisma.Sql {
  const whole = Prisma.sql`
    union all
    select c, phase, 0, ${last}::int, converted
    from (select distinct on (c, phase) c, phase, converted from reach order by c, phase, b) first_entry`;
  const outcome = Prisma.sql`(
    select c, phase, b - 1 as i, b as j, converted from reach ${last > 1 ? whole : Prisma.empty}) outcome`;
  const counts = Prisma.sql`count(*)::int as "entered", (count(*) filter (where converted))::int as "reached"`;
  if (!memberships)
    return Prisma.sql`
      select grouping(phase) = 1 as "isAll", phase::text as key, i, j, ${counts} from ${outcome}
      group by grouping sets ((i, j), (phase, i, j))`;
  const kind = memberships.named ? Prisma.sql`join` : Prisma.sql`left join`;
  return Prisma.sql`
    select true as "isAll", null::text as key, i, j, ${counts} from ${outcome} group by i, j
    union all
    select false, membership.key, i, j, ${counts}
    from ${outcome} ${kind} ${memberships.rows} membership on membership.customer = outcome.c
    group by membership.key, i, j`;
}

/** First entries into a phase (`entry`), one per customer and bucket, whose window has elapsed. */
export const firstEntries = (
  { begin, end, index }: EdgeReading,
  { windowDays, observedUntil }: EntryRequest,
  moves: Prisma.Sql,
): Prisma.Sql => Prisma.sql`entry as (
  select distinct on (c, phase, b) c, phase, rank, "at", "day", ${index(Prisma.sql`"day"`)} as b
  from (${moves}) move_in
  where "day" >= ${begin} and "day" < ${end} and "day" + ${windowDays}::int < ${observedUntil}::date
  order by c, phase, b, "at", "id")`;
