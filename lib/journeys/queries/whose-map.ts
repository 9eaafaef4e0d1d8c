import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { refuse } from "@/lib/fields/refusals";
import type { Whose } from "../schema/map";

/** The persona or the segment that a map is about, by inner id; both null: all customers. */
export type MapTarget = { personaId: number | null; segmentId: number | null };

/** @throws AppError `invalid` for a name that does not exist */
export async function mapTarget(scope: Scope, { persona, segment }: Whose): Promise<MapTarget> {
  const { db, workspaceId } = scope;
  if (persona) {
    const found = await db.persona.findFirst({ where: { workspaceId, key: persona }, select: { id: true } });
    if (!found) throw refuse({ persona: "unknownPersona" });
    return { personaId: found.id, segmentId: null };
  }
  if (!segment) return { personaId: null, segmentId: null };
  const found = await db.segment.findFirst({ where: { workspaceId, key: segment }, select: { id: true } });
  if (!found) throw refuse({ segment: "unknownSegment" });
  return { personaId: null, segmentId: found.id };
}

export type FoundJourney = { id: number; publicId: string; version: number };

/** The map that was drawn for a target; null while nobody has changed anything on it. */
export async function findJourney(scope: Scope, target: MapTarget): Promise<FoundJourney | null> {
  const [row] = await scope.db.$queryRaw<FoundJourney[]>(Prisma.sql`
    select "id", "publicId"::text as "publicId", "version" from journey
    where "workspaceId" = ${scope.workspaceId} and "retiredAt" is null
      and "personaId" is not distinct from ${target.personaId}::int
      and "segmentId" is not distinct from ${target.segmentId}::int
    order by "position", "id" limit 1`);
  return row ?? null;
}
