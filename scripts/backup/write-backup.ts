import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { connect } from "@/scripts/postgres/connect";
import { type Header, type Table, writeBackupFile } from "./backup-file";
import { pendingJobs, selectPendingJobs } from "./pending-jobs";
import { listTables, settleText } from "./tables";

type Backup = { ownerUrl: string; file: string; stopped?: AbortSignal };

/**
 * Copies everything that is worth keeping into one file, as it is at one moment, while the server goes on working. It
 * reads whatever the database has, of an older version too.
 */
export async function writeBackup({ ownerUrl, file, stopped }: Backup): Promise<Record<string, number>> {
  const client = await connect(ownerUrl);
  try {
    await settleText(client);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const migrations = await listMigrations(client);
    const tables = await listTables(client);
    // Held to the end, so that no migration changes a table that is still to be read.
    await client.query(`LOCK TABLE ${tables.map(({ name }) => `"${name}"`).join(", ")} IN ACCESS SHARE MODE`);
    const header: Header = {
      format: 1,
      madeAt: new Date().toISOString(),
      migrations,
      sequences: await readSequences(client),
    };
    const all = (await hasQueue(client)) ? [...tables, pendingJobs] : tables;
    return await writeBackupFile(file, header, all, (table) => rowsOf(client, table), stopped);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function rowsOf(client: pg.Client, { name, columns }: Table): AsyncIterable<Buffer> {
  const list = columns.map((column) => `"${column}"`).join(", ");
  const select = name === pendingJobs.name ? selectPendingJobs : `SELECT ${list} FROM "${name}"`;
  return client.query(copyTo(`COPY (${select}) TO STDOUT`));
}

async function listMigrations(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS present",
  );
  if (tables[0]?.present !== true) throw new Error("There is nothing to back up: the database is empty.");
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name }) => name);
}

/** Read after the snapshot was taken, so no row in it has a number that is still to be given out. */
async function readSequences(client: pg.Client): Promise<Header["sequences"]> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last === null ? null : Number(last)]));
}

async function hasQueue(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    "SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS present",
  );
  return rows[0]?.present === true;
}
