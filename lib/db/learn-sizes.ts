import type { Owner } from "./client";
import { Prisma } from "./generated/client";

/** So many rows change what the planner should know of a table. */
const many = 100;

/** New rows of each table of a workspace that this process has written, and at how many it looks next: at twice as many. */
const written = new Map<string, { rows: number; lookAt: number }>();

/**
 * After many rows came in, one by one or at once: where PostgreSQL still expects far fewer of them in this workspace, has
 * it count. Otherwise it would check every link to one of them, and look up every row, by going through all of them.
 */
export async function learnSize({ db, workspaceId }: Owner, table: string, newRows: number): Promise<void> {
  const key = `${workspaceId} ${table}`;
  const before = written.get(key) ?? { rows: 0, lookAt: many };
  const rows = before.rows + newRows;
  const isTime = rows >= before.lookAt;
  written.set(key, { rows, lookAt: isTime ? 2 * rows : before.lookAt });
  if (isTime) await db.$executeRaw(Prisma.sql`select lotse_learn_size(${table})`);
}
