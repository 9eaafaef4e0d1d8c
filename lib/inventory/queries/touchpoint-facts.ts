import type { Scope } from "@/lib/auth/scope";
import type { MarkerPlace } from "@/lib/dashboards/queries/read-desk";
import { Prisma } from "@/lib/db/generated/client";
import { localText } from "@/lib/fields/texts";
import { localName } from "@/lib/language/locale";
import type { Period } from "@/lib/period/period";

/** A promise made at a touchpoint, and how often it was kept in the latest period that was counted. */
export type PromiseKept = {
  id: string;
  text: string;
  howMuch: string | null;
  saidWhere: string | null;
  segment: string | null;
  counted: { from: string; to: string; kept: number; cases: number } | null;
};

type PromiseRow = Omit<PromiseKept, "segment"> & {
  translations: unknown;
  segment: { name: string; translations: unknown } | null;
};

export async function listKeptPromises(
  { db, workspaceId, locale }: Scope,
  touchpointId: number,
): Promise<PromiseKept[]> {
  const rows = await db.$queryRaw<PromiseRow[]>(Prisma.sql`
    select p."publicId"::text as id, p."text", p."howMuch", p."saidWhere", p."translations",
      case when s."id" is null then null
        else json_build_object('name', s."name", 'translations', s."translations") end as segment,
      (select json_build_object('from', c."fromOn", 'to', c."toOn", 'kept', c."kept", 'cases', c."cases")
        from promise_count c where c."workspaceId" = p."workspaceId" and c."promiseId" = p."id"
        order by c."fromOn" desc limit 1) as counted
    from promise p
    left join segment s on s."workspaceId" = p."workspaceId" and s."id" = p."segmentId"
    where p."workspaceId" = ${workspaceId} and p."touchpointId" = ${touchpointId} and p."retiredAt" is null
    order by p."id" limit 50`);
  return rows.map(({ translations, segment, ...row }) => ({
    ...row,
    text: localText({ translations }, "text", row.text, locale) ?? row.text,
    howMuch: localText({ translations }, "howMuch", row.howMuch, locale),
    saidWhere: localText({ translations }, "saidWhere", row.saidWhere, locale),
    segment: segment && localName(segment, locale),
  }));
}

/** Events that everybody met, and those of this touchpoint, within the time that is drawn; oldest first. */
export async function listMarkersOf(
  { db, workspaceId, locale }: Scope,
  { touchpointId, window }: { touchpointId: number; window: Period | null },
): Promise<MarkerPlace[]> {
  const within = window
    ? Prisma.sql`and "on" >= ${window.from}::date and "on" < ${window.to}::date`
    : Prisma.empty;
  const rows = await db.$queryRaw<(MarkerPlace & { translations: unknown })[]>(Prisma.sql`
    select * from (
      select "publicId"::text as id, "on"::text, "title", "translations", "touchpointId", "phaseId", "segmentId", "version"
      from marker where "workspaceId" = ${workspaceId} ${within}
        and ("touchpointId" = ${touchpointId}
          or ("touchpointId" is null and "phaseId" is null and "segmentId" is null))
      order by "on" desc limit 50) latest
    order by "on"`);
  return rows.map(({ translations, ...marker }) => ({
    ...marker,
    title: localName({ name: marker.title, translations }, locale),
  }));
}
