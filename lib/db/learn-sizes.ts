import type { Owner } from "./client";
import { Prisma } from "./generated/client";

/** So many rows change what the planner should know of a table that was nearly empty. */
const many = 100;
const nearlyEmpty = 1_000;

/** New rows of each table since this process last looked: they may have come one by one. */
const unseen = new Map<string, number>();

/**
 * After many rows came into a table that PostgreSQL still takes for empty: counts them. Otherwise every link to one of
 * them is checked by going through all rows of the workspace, until the server counts by itself a minute later.
 */
export async function learnSize({ db }: Owner, table: string, newRows: number): Promise<void> {
  const rows = (unseen.get(table) ?? 0) + newRows;
  unseen.set(table, rows < many ? rows : 0);
  if (rows < many) return;
  await db.$executeRaw(Prisma.sql`
    select lotse_analyze(array[${table}]) from pg_class
    where relnamespace = 'public'::regnamespace and relname = ${table} and reltuples < ${nearlyEmpty}`);
}
