import type { Scope } from "@/lib/auth/scope";
import { readTogether } from "@/lib/feedback/queries/read-together";
import { type GapList, type GapsAsked, gapReading } from "./gap-reading";

/**
 * Expected and experienced by segment × touchpoint in a period, with all customers of each touchpoint: what inventory,
 * journey map, phase book and board read. A page that counts other things as well takes `gapReading` and counts all of
 * it in one statement.
 */
export async function listGaps(scope: Scope, asked: Omit<GapsAsked, "quarters">): Promise<GapList> {
  const { gaps } = await readTogether(scope, { gaps: await gapReading(scope, asked) });
  return gaps.list;
}
