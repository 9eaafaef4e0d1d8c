import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import { metrics, scales } from "@/lib/feedback/rules/codes";
import { localText } from "@/lib/fields/texts";
import type { LocalDay } from "@/lib/period/local-day";
import { type Expectation, ExpectationsInForce, type ExpectedMetric } from "../rules/in-force";

type Row = Omit<Expectation, "metric" | "scale"> & { metric: number; scale: number };

const columns = Prisma.sql`e."publicId"::text as id, e."segmentId", e."touchpointId", e."metric"::int, e."scale"::int,
  e."expected"::float8, e."importance"::float8, e."validFrom"::text as "validFrom", e."source", e."setByUserId",
  e."version"`;

const named = (row: Row): Expectation => ({
  ...row,
  metric: metrics.nameOf(row.metric) as ExpectedMetric,
  scale: scales.nameOf(row.scale),
});

/** What was in force on each of these days, in one statement. With touchpoints, what holds for those and for all. */
export const expectationsOn = (
  scope: Scope,
  days: readonly LocalDay[],
  touchpointIds?: readonly number[],
): Promise<ExpectationsInForce[]> => readOne(scope.db, expectationsReading(scope, days, touchpointIds));

/** The same, to be asked together with the rest of a page. */
export function expectationsReading(
  { workspaceId }: Pick<Scope, "workspaceId">,
  days: readonly LocalDay[],
  touchpointIds?: readonly number[],
): Reading<ExpectationsInForce[]> {
  const among = touchpointIds
    ? Prisma.sql`and (e."touchpointId" = any(${[...touchpointIds]}::int[]) or e."touchpointId" is null)`
    : Prisma.empty;
  const statement = Prisma.sql`
    select distinct on (asked.n, e."segmentId", e."touchpointId", e."metric", e."scale") asked.n::int, ${columns}
    from unnest(${[...days]}::date[]) with ordinality asked(day, n)
    join expectation e on e."workspaceId" = ${workspaceId} and e."validFrom" <= asked.day ${among}
    order by asked.n, e."segmentId", e."touchpointId", e."metric", e."scale", e."validFrom" desc`;
  return {
    statements: [statement],
    result: ([rows = []]) =>
      days.map(
        (_, index) =>
          new ExpectationsInForce(
            (rows as readonly (Row & { n: number })[])
              .filter(({ n }) => n === index + 1)
              .map(({ n: __, ...row }) => named(row)),
          ),
      ),
  };
}

/** Every version of what was recorded for a touchpoint, for everybody or for one segment there; the latest first. */
export async function listVersions(
  scope: Scope,
  { touchpointId, segmentId }: { touchpointId: number; segmentId: number | null },
): Promise<Expectation[]> {
  const rows = await scope.db.$queryRaw<(Row & { translations: unknown })[]>(Prisma.sql`
    select ${columns}, e."translations" from expectation e
    where e."workspaceId" = ${scope.workspaceId}
      and (e."touchpointId" = ${touchpointId} or e."touchpointId" is null)
      and (e."segmentId" = ${segmentId}::int or e."segmentId" is null)
    order by e."validFrom" desc, e."id" desc limit 200`);
  return rows.map(({ translations, ...row }) => ({
    ...named(row),
    source: localText({ translations }, "source", row.source, scope.locale),
  }));
}
