import { createHash } from "node:crypto";
import pg from "pg";

type Row = Record<string, unknown>;

/** Asks the database as its owner, past every policy. */
export function askOwner<T extends Row = Row>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  return connected(url, async (client) => (await client.query<T>(sql, values)).rows);
}

/** One fingerprint per table, and the last number of each sequence: equal if and only if every row is. */
export function fingerprints(url: string, except: string[] = []): Promise<Record<string, string>> {
  return connected(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    const prints: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM "${name}" t ORDER BY 1`,
      );
      const text = rows.map(({ row }) => row).join("\n");
      prints[name] = `${rows.length} ${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
    }
    const { rows: sequences } = await client.query<{ name: string; last: string | null }>(
      `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public'`,
    );
    for (const { name, last } of sequences) prints[name] = String(last);
    for (const name of except) delete prints[name];
    return prints;
  });
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
