import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";

/**
 * Counts the scores of the newest month whose answers were changed, so that they need not be read one by one. Nobody has
 * to wait for it: until it is done, and in months that it leaves for later, tallies count the answers themselves.
 * @param patience how long a month must have been left alone
 * @returns whether there was such a month
 */
export async function countNextMonth({ db, workspaceId }: Scope, patience = "20 seconds"): Promise<boolean> {
  const [row] = await db.$queryRaw<{ counted: boolean }[]>(
    Prisma.sql`select lotse_count_scores(${workspaceId}, ${patience}::interval) as counted`,
  );
  return row?.counted ?? false;
}
