import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type FoundJourney, findJourney, mapTarget } from "../queries/whose-map";
import type { Whose } from "../schema/map";

/** The map to be changed. The first change of a map makes it; two first changes at once make one. */
export async function beginJourney(scope: Scope, whose: Whose): Promise<FoundJourney> {
  const { db, workspaceId } = scope;
  const target = await mapTarget(scope, whose);
  const lock = `journey ${workspaceId} ${target.personaId} ${target.segmentId}`;
  await db.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))::text as locked`);
  const found = await findJourney(scope, target);
  if (found) return found;
  const made = await db.journey.create({
    data: { workspaceId, name: (whose.persona || whose.segment) ?? "*", ...target },
    select: { id: true, publicId: true, version: true },
  });
  await writeAudit(scope, "journey.create", made.publicId);
  return made;
}
