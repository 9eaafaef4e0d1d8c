import { once } from "node:events";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** The step before, while it is still under way: whatever it brings can only be seen when it has committed. */
export type Before = { committed: Promise<unknown>; keys: ReadonlySet<string> };

/** A step's hands: a connection in its transaction, and what it may create. */
export type Store = {
  client: PoolClient;
  workspaceId: number;
  importId: number;
  creates: ReadonlySet<"customers" | "touchpoints" | "products">;
  /** The planner is told what is new: in every step, or where little depends on it in the first, second, fifth … */
  refreshes: boolean;
  before?: Before;
  /** Told what becomes of single lines, by whoever looks at an import before it happens. */
  tell?: (line: number, outcome: keyof Counts, key: string) => void;
};

/** What became of lines that were in order. */
export type Counts = { created: number; updated: number; unchanged: number; duplicate: number };

export const noCounts = (): Counts => ({ created: 0, updated: 0, unchanged: 0, duplicate: 0 });

/** The column that a field is read from, as error lists call it; a constant goes by the field's own name. */
export type FieldColumns = (field: string) => string;

/** So much is handed to the connection at once. */
const pieceCharacters = 128 * 1024;

/**
 * Copies rows into a table of this connection only, emptied at the end of the transaction: COPY is refused on tables
 * with policies. Later statements insert from there.
 * @param columns names and types, as in CREATE TABLE
 * @param copied the columns that the rows fill; all of them unless said otherwise
 */
export async function stage(
  client: PoolClient,
  table: string,
  columns: string,
  rows: Iterable<string>,
  copied = "",
): Promise<void> {
  await client.query(`create temporary table if not exists ${table} (${columns}) on commit delete rows`);
  // A step may stage twice within its transaction, and a rolled back one leaves nothing.
  await client.query(`truncate ${table}`);
  const stream = client.query(copyFrom(`copy ${table} ${copied} from stdin`));
  const failed = once(stream, "error").then(([error]) => {
    throw error;
  });
  const finished = once(stream, "finish");
  failed.catch(() => {});
  let text = "";
  for (const row of rows) {
    text += row;
    if (text.length < pieceCharacters) continue;
    if (!stream.write(text)) await Promise.race([once(stream, "drain"), failed]);
    text = "";
  }
  stream.end(text);
  await Promise.race([finished, failed]);
}

/**
 * Tells the planner how many rows of this workspace there are by now. Without it a table that has just been filled
 * looks empty: checks of links and look-ups by key would read all of the workspace's rows for each one.
 */
export async function refreshStatistics(
  { client, refreshes }: Store,
  tables: readonly string[],
): Promise<void> {
  if (refreshes && tables.length > 0) await client.query("select lotse_analyze($1::text[])", [tables]);
}

/** Ids for rows to come, so that what belongs to them can be written without asking. */
export async function reserveIds(client: PoolClient, table: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await client.query<{ ids: string }>(
    `with s as materialized (select pg_get_serial_sequence($1, 'id')::regclass as sequence)
     select string_agg(nextval(s.sequence)::text, ',') as ids from s, generate_series(1, $2)`,
    [table, count],
  );
  return (rows[0]?.ids ?? "").split(",").map(Number);
}
