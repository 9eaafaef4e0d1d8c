import { once } from "node:events";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** A step's hands: a connection in its transaction, and what it may create. */
export type Store = {
  client: PoolClient;
  workspaceId: number;
  importId: number;
  creates: ReadonlySet<"customers" | "touchpoints" | "products">;
};

/** What became of lines that were in order. */
export type Counts = { created: number; updated: number; unchanged: number; duplicate: number };

export const noCounts = (): Counts => ({ created: 0, updated: 0, unchanged: 0, duplicate: 0 });

/** The column that a field is read from, as error lists call it; a constant goes by the field's own name. */
export type FieldColumns = (field: string) => string;

/**
 * Copies rows into a table of this connection only, emptied at the end of the transaction: COPY is refused on tables
 * with policies. Later statements insert from there.
 * @param columns names and types, as in CREATE TABLE
 */
export async function stage(
  client: PoolClient,
  table: string,
  columns: string,
  rows: readonly string[],
): Promise<void> {
  await client.query(`create temporary table if not exists ${table} (${columns}) on commit delete rows`);
  // A step may stage twice within its transaction, and a rolled back one leaves nothing.
  await client.query(`truncate ${table}`);
  const stream = client.query(copyFrom(`copy ${table} from stdin`));
  const failed = once(stream, "error").then(([error]) => {
    throw error;
  });
  const finished = once(stream, "finish");
  failed.catch(() => {});
  for (let from = 0; from < rows.length; from += 2000) {
    if (!stream.write(rows.slice(from, from + 2000).join("")))
      await Promise.race([once(stream, "drain"), failed]);
  }
  stream.end();
  await Promise.race([finished, failed]);
  await client.query(`analyze ${table}`);
}
