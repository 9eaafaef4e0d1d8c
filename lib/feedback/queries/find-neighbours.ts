import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { SUPPRESSED_BELOW } from "@/lib/metrics/thin-data";

/** Ids of the records next to one in a list, which has the newest first. */
export type Neighbours = { previous: string | null; next: string | null };

/**
 * What comes before and after a record. Of a list so short that an anonymous record would show somebody, only those
 * that name a customer.
 * @param which a condition on the table `feedback` under the alias `f`
 */
export async function findNeighbours(
  { db, workspaceId }: Scope,
  { id, which }: { id: string; which: Prisma.Sql },
): Promise<Neighbours> {
  const isShown = Prisma.sql`f."workspaceId" = ${workspaceId} and ${which} and (f."customerId" is not null or not (
    select count(*) < ${SUPPRESSED_BELOW} from (
      select 1 from feedback f where f."workspaceId" = ${workspaceId} and ${which} limit ${SUPPRESSED_BELOW}) few))`;
  const [found] = await db.$queryRaw<Neighbours[]>(Prisma.sql`
    select
      (select f."publicId"::text from feedback f where ${isShown}
        and (f."answeredAt", f."id") > (here."answeredAt", here."id") order by f."answeredAt", f."id" limit 1) as previous,
      (select f."publicId"::text from feedback f where ${isShown}
        and (f."answeredAt", f."id") < (here."answeredAt", here."id")
        order by f."answeredAt" desc, f."id" desc limit 1) as next
    from feedback here where here."workspaceId" = ${workspaceId} and here."publicId" = ${id}::uuid`);
  return found ?? { previous: null, next: null };
}
