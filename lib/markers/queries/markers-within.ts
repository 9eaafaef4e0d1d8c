import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";
import type { LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";

export type MarkerOn = { on: LocalDay; title: string };

const mostMarkers = 50;

/** What happened in a period and concerns a touchpoint and a segment (null: everybody), oldest first. */
export async function markersWithin(
  scope: Scope,
  period: Period,
  {
    touchpointId,
    phaseId,
    segmentId,
  }: { touchpointId: number; phaseId: number | null; segmentId: number | null },
): Promise<MarkerOn[]> {
  const rows = await scope.db.$queryRaw<(MarkerOn & { translations: unknown })[]>(Prisma.sql`
    select "on"::text, "title", "translations" from marker
    where "workspaceId" = ${scope.workspaceId} and "on" >= ${period.from}::date and "on" < ${period.to}::date
      and ("touchpointId" is null or "touchpointId" = ${touchpointId})
      and ("phaseId" is null or "phaseId" = ${phaseId}::int)
      and ("segmentId" is null or ${segmentId}::int is null or "segmentId" = ${segmentId}::int)
    order by "on" desc, "id" desc limit ${mostMarkers}`);
  return rows
    .map(({ on, title, translations }) => ({
      on,
      title: localName({ name: title, translations }, scope.locale),
    }))
    .reverse();
}
