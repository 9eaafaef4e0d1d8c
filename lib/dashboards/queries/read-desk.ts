import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { TallyReading } from "@/lib/feedback/queries/read-together";
import { localName } from "@/lib/language/locale";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";

export type MarkerPlace = {
  id: string;
  on: LocalDay;
  title: string;
  touchpointId: number | null;
  phaseId: number | null;
  segmentId: number | null;
  version: number;
};

/** What lies on a reader's desk beside the figures. */
export type Desk = {
  /** Events within the trend's window, oldest first. */
  markers: MarkerPlace[];
  /** Notices put aside: what they said then, and until when. */
  acknowledged: { subject: string; untilOn: LocalDay | null; said: unknown }[];
  /** Touchpoints in use that nobody has said anything about for 90 days. */
  silentIds: number[];
  /** What was found for the reader's department and not noted there yet, with the latest of it; null: nothing. */
  findings: FindingsWaiting | null;
  /** Since the day of the visit before this one; null on the first visit. */
  sinceVisit: { day: LocalDay; records: number; comments: number } | null;
};

export type FindingsWaiting = { department: string; count: number; latest: { id: string; sentence: string } };

export const silentAfterDays = 90;

/** Nobody has said anything about a touchpoint `t` since that day, although it was there already. */
export const silentSince = (workspaceId: number, day: LocalDay): Prisma.Sql => Prisma.sql`(
  t."createdAt" < ${day}::date
  and t."id" not in (select f."touchpointId" from feedback f where f."workspaceId" = ${workspaceId}
    and f."answeredAt" >= ${day}::date and f."touchpointId" is not null)
  and not exists (select 1 from answer a where a."workspaceId" = ${workspaceId}
    and a."touchpointId" = t."id" and a."day" >= ${day}::date))`;

/** A visit ends when somebody has looked at nothing for half an hour. */
const visitPause = Prisma.sql`interval '30 minutes'`;
const mostMarkers = 50;

type Row = Omit<Desk, "markers"> & {
  markers: (MarkerPlace & { translations: unknown })[];
};

/** Everything that is looked up beside the figures, to be asked together with them; it also notes this visit. */
export function deskReading(
  scope: Scope,
  { window, today }: { window: Period | null; today: LocalDay },
): TallyReading<Desk> {
  const { workspaceId } = scope;
  const userId = scope.actor.kind === "user" ? scope.actor.id : null;
  const quietSince = addDays(today, -silentAfterDays);
  const within = window
    ? Prisma.sql`and "on" >= ${window.from}::date and "on" < ${window.to}::date`
    : Prisma.empty;
  const visit = Prisma.sql`visit as (
      update membership set
        "visitBeforeAt" = case when "visitedAt" < now() - ${visitPause} then "visitedAt" else "visitBeforeAt" end,
        "visitedAt" = now()
      where "workspaceId" = ${workspaceId} and "userId" = ${userId}::int
      returning ("visitBeforeAt" at time zone ${scope.timeZone})::date as day)`;
  const statement = Prisma.sql`
    select
      (select coalesce(json_agg(m order by m."on", m.id), '[]'::json) from (
        select "publicId" as id, "on"::text, "title", "translations", "touchpointId", "phaseId", "segmentId", "version"
        from marker where "workspaceId" = ${workspaceId} ${within}
        order by "on" desc limit ${mostMarkers}) m) as markers,
      (select coalesce(json_agg(json_build_object(
          'subject', "subject", 'untilOn', "untilOn"::text, 'said', "said")), '[]'::json)
        from acknowledgement where "workspaceId" = ${workspaceId} and "userId" = ${userId}::int) as acknowledged,
      (select coalesce(json_agg(t."id" order by t."position", t."id"), '[]'::json) from touchpoint t
        where t."workspaceId" = ${workspaceId} and t."retiredAt" is null and ${silentSince(workspaceId, quietSince)})
        as "silentIds",
      (select json_build_object('department', d."key", 'count', count(*) over (),
          'latest', json_build_object('id', f."publicId", 'sentence',
            coalesce(f."translations" -> 'sentence' ->> ${scope.locale}, f."sentence")))
        from membership m
        join department d on d."workspaceId" = m."workspaceId" and d."id" = m."departmentId"
        join finding_department x on x."workspaceId" = d."workspaceId" and x."departmentId" = d."id" and x."seenAt" is null
        join finding f on f."workspaceId" = x."workspaceId" and f."id" = x."findingId" and f."retiredAt" is null
        where m."workspaceId" = ${workspaceId} and m."userId" = ${userId}::int
        order by f."createdAt" desc, f."id" desc limit 1) as findings,
      (select json_build_object('day', visit.day::text, 'records', count(f."id")::int,
          'comments', count(f."comment")::int)
        from visit left join feedback f on f."workspaceId" = ${workspaceId} and f."day" >= visit.day
          and f."answeredAt" >= visit.day - interval '1 day'
        where visit.day is not null group by visit.day) as "sinceVisit"`;
  return {
    requests: [],
    tables: [visit],
    statements: [statement],
    result: (_, [rows = []]) => {
      const [row] = rows as readonly Row[];
      if (!row) throw new Error("A statement without a condition has one row.");
      return {
        ...row,
        markers: row.markers.map(({ translations, ...marker }) => ({
          ...marker,
          title: localName({ name: marker.title, translations }, scope.locale),
        })),
      };
    },
  };
}
