import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { TallyReading } from "@/lib/feedback/queries/read-together";
import type { Places } from "@/lib/filters/queries/read-places";
import type { PageFilter } from "@/lib/filters/schema";
import type { Measured } from "@/lib/metrics/measured";
import { responseRate } from "@/lib/metrics/response-rate";
import type { Share } from "@/lib/metrics/share";
import type { Period } from "@/lib/period/period";
import { answeredBy } from "@/lib/retention/queries/who-answered";
import { isLeading } from "@/lib/segments/queries/counted-leading";
import { type CustomerCondition, segmentsHeld } from "@/lib/segments/queries/segment-condition";

export type Covered = {
  by: "all" | "segment" | "kind";
  /** Of the segment; of the kind of customer: person or company. */
  key: string;
  /** Of the customers that there are: how many answered anything. */
  answered: Measured<Share>;
};

type Row = { by: Covered["by"]; key: string; customers: number; answered: number };

type Asked = {
  filter: PageFilter;
  period: Period | null;
  places: Places;
  condition: CustomerCondition | undefined;
};

const ofAnswers = ["touchpoint", "phase", "channel", "department", "product-group", "technique"] as const;

/**
 * How many of the customers answered in a period, by leading segment and by kind of customer: who speaks in the scores,
 * and who does not. Null where the page asks about some answers only; customers have no channel.
 */
export async function coverageReading(
  scope: Scope,
  { filter, period, places, condition }: Asked,
): Promise<TallyReading<Covered[] | null>> {
  if (ofAnswers.some((name) => filter[name] !== undefined)) return { requests: [], result: () => null };
  const { workspaceId } = scope;
  const leading = places.vocabulary.segments.filter(isLeading).map(({ key }) => key);
  const { from, held, own } = await segmentsHeld(scope, leading, { vocabulary: places.vocabulary });
  const among = condition ? Prisma.sql`and ${condition(Prisma.sql`c."id"`)}` : Prisma.empty;
  const counts = Prisma.sql`coalesce(sum(n), 0)::int as "customers", coalesce(sum(spoke), 0)::int as "answered"`;
  // Customers of the same kind in the same segments are counted once, with their number.
  const answered = Prisma.sql`left join (${answeredBy(workspaceId, period)}) answered`;
  const kind = Prisma.sql`c."kind"::text as kind`;
  const known = own
    ? Prisma.sql`select kind, ${held} as held, n, spoke from (
        select ${Prisma.join([kind, ...own.map(({ name, value }) => Prisma.sql`${value} as ${name}`)], ", ")},
          count(*) as n, count(answered.c) as spoke
        from customer c ${answered} on answered.c = c."id"
        where c."workspaceId" = ${workspaceId} and c."erasedAt" is null ${among}
        group by ${Prisma.raw([kind, ...own].map((_, n) => n + 1).join(", "))} offset 0) own`
    : Prisma.sql`select kind, held, count(*) as n, count(answered.c) as spoke
        from (select c."id", ${kind}, ${held} as held from ${from} ${among} offset 0) customers
        ${answered} on answered.c = customers."id"
        group by kind, held`;
  const statement = Prisma.sql`
    with known as materialized (${known})
    select 'all' as "by", '' as "key", ${counts} from known
    union all
    select 'kind', kind, ${counts} from known group by kind
    union all
    select 'segment', member.key, ${counts}
    from known cross join lateral unnest(${leading}::text[], held) member(key, is_in)
    where member.is_in group by member.key`;
  return {
    requests: [],
    statements: [statement],
    result: (_, [found = []]) =>
      (found as readonly Row[])
        .filter(({ customers }) => customers > 0)
        .map(({ by, key, customers, answered }) => ({
          by,
          key,
          answered: responseRate(answered, customers),
        })),
  };
}
