import { connect } from "@/scripts/postgres/connect";
import type { Check, Session } from "./check";
import { copiedColumns, importCounts } from "./copied-columns";
import { latestScores, orderSpans } from "./counted-spans";
import { brokenFiles, keptFiles, stuckImports } from "./imports";
import { leadingSegments } from "./leading-segments";
import { localDays } from "./local-days";
import { monthScores } from "./month-scores";

/** In this order: days are right before they are copied, and an import that cannot go on is not queued again. */
const checks: Check[] = [
  ...localDays,
  copiedColumns,
  ...monthScores,
  latestScores,
  orderSpans,
  leadingSegments,
  importCounts,
  brokenFiles,
  keptFiles,
  stuckImports,
];

/**
 * Compares everything that is written down twice, in all workspaces, while the server goes on working, and says by
 * workspace what does not agree. @returns how many differences remain
 */
export async function reconcile({
  ownerUrl,
  repair,
  say,
}: {
  ownerUrl: string;
  repair: boolean;
  say: (line: string) => void;
}): Promise<number> {
  const client = await connect(ownerUrl);
  try {
    // The owner passes the policies; should it not, that is an error and not an empty answer.
    await client.query("SET row_security = off");
    let remaining = 0;
    for (const check of checks) {
      const found = await findAndTell(client, check, say);
      remaining += found && repair ? await mend(client, check, say) : found;
    }
    return remaining;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function findAndTell(session: Session, check: Check, say: (line: string) => void): Promise<number> {
  const found = await check.find(session);
  const { rows } = await session.query<{ id: number; slug: string }>(
    `SELECT "id", "slug" FROM workspace WHERE "id" = ANY ($1)`,
    [found.map(({ workspaceId }) => workspaceId)],
  );
  const slugs = new Map(rows.map(({ id, slug }) => [id, slug]));
  for (const { workspaceId, count } of found)
    say(`${slugs.get(workspaceId) ?? `workspace ${workspaceId}`}: ${count} ${check.what}`);
  return found.reduce((sum, { count }) => sum + count, 0);
}

async function mend(session: Session, check: Check, say: (line: string) => void): Promise<number> {
  await check.mend(session);
  const remaining = (await check.find(session)).reduce((sum, { count }) => sum + count, 0);
  say(remaining === 0 ? "  mended" : `  ${remaining} remain`);
  return remaining;
}
