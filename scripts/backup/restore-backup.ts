import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { connect } from "@/scripts/postgres/connect";
import { codeOf, inWords } from "@/scripts/postgres/in-words";
import { type Migration, readMigrations } from "@/scripts/postgres/migration-folder";
import { migrationsFolder } from "@/scripts/postgres/migration-state";
import { prepareDatabase } from "@/scripts/server/prepare-database";
import { type Contents, type Header, readBackupFile, type Table } from "./backup-file";
import { addPendingJobs, createPendingJobs, pendingJobs } from "./pending-jobs";
import { rebuildAt } from "./rebuild";
import { listReturned, noteErased, type ReturnedPerson } from "./returned-people";
import { listAllTables, listTables, settleText } from "./tables";

type Restore = {
  ownerUrl: string;
  appUrl: string;
  file: string;
  /** What the file says about itself, once it has been found whole. */
  contents: Contents;
  /** Delete what the database holds. */
  replace: boolean;
  say: (line: string) => void;
  folder?: string;
};

type Restored = {
  jobs: number;
  /** People who were erased after the backup was made, and who are back with it. */
  returned: ReturnedPerson[];
};

/**
 * Puts the database into the state of a backup, in one transaction: it succeeds as a whole or changes nothing. A backup
 * of an older version is loaded into the tables of that version, and the migrations since then do the rest.
 */
export async function restoreBackup(options: Restore): Promise<Restored> {
  const { ownerUrl, appUrl, say, folder = migrationsFolder, contents } = options;
  const migrations = await readMigrations(folder);
  const level = levelOf(contents.header, migrations);
  await prepareDatabase({ ownerUrl, appUrl }, say, folder);
  const client = await connect(ownerUrl);
  try {
    await requireAlone(client);
    await settleText(client);
    await client.query("BEGIN; SET LOCAL lock_timeout = '20s'");
    const restored = await replaceContents(client, options, level, level.length < migrations.length);
    await client.query("COMMIT");
    if (level.length < migrations.length) await prepareDatabase({ ownerUrl, appUrl }, say, folder);
    await client.query("ANALYZE");
    return restored;
  } catch (error) {
    if (codeOf(error) === "55P03")
      throw new Error("Another program is working with the database. Nothing was changed.", { cause: error });
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The migrations up to the one that the backup was made at. Throws a sentence for a backup of a newer Lotse. */
function levelOf({ migrations: had }: Header, migrations: Migration[]): Migration[] {
  const level = migrations.slice(0, had.length);
  const unknown = had.filter((name, index) => level[index]?.name !== name);
  if (unknown.length > 0) {
    throw new Error(
      `The backup was made by a newer version of Lotse (migration ${unknown[0]}). Restore it with that version; nothing was changed.`,
    );
  }
  return level;
}

/** An application at work would mix what it knows with what comes back. */
async function requireAlone(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name ~ '^lotse (app|worker)'`,
  );
  if (rowCount) throw new Error("A Lotse is running on this database. Stop it first; nothing was changed.");
}

async function replaceContents(
  client: pg.Client,
  { file, contents, replace }: Restore,
  level: Migration[],
  isOlder: boolean,
): Promise<Restored> {
  await refuseUnlessEmpty(client, replace);
  await client.query(noteErased);
  const all = await listAllTables(client);
  await client.query(`TRUNCATE ${all.map((name) => `"${name}"`).join(", ")} RESTART IDENTITY`);
  if (isOlder) await rebuildAt(client, level);
  await client.query(createPendingJobs);

  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  // What triggers would add is in the backup already.
  const enableTriggers = await disableTriggers(client, [...tables.keys()]);
  const { rows } = await readBackupFile(file, async (table, lines) => {
    if (table.name !== pendingJobs.name) requireSame(table, tables.get(table.name));
    await loadRows(client, table, lines);
  });
  const missing = [...tables.keys()].filter((name) => rows[name] === undefined);
  if (missing.length > 0) throw new Error(`The backup lacks the tables ${missing}. Nothing was changed.`);
  await enableTriggers();
  await setSequences(client, contents.header.sequences);
  return { jobs: await addPendingJobs(client), returned: await listReturned(client) };
}

/** @returns what puts all triggers back into the state that they were in */
async function disableTriggers(client: pg.Client, tables: string[]): Promise<() => Promise<void>> {
  const { rows: always } = await client.query<{ table: string; name: string }>(
    `SELECT c.relname AS table, t.tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'A'`,
  );
  for (const name of tables) await client.query(`ALTER TABLE "${name}" DISABLE TRIGGER USER`);
  return async () => {
    for (const name of tables) await client.query(`ALTER TABLE "${name}" ENABLE TRIGGER USER`);
    for (const { table, name } of always)
      await client.query(`ALTER TABLE "${table}" ENABLE ALWAYS TRIGGER "${name}"`);
  };
}

async function loadRows(
  client: pg.Client,
  { name, columns }: Table,
  lines: AsyncIterable<Buffer>,
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(", ");
  try {
    await pipeline(lines, client.query(copyFrom(`COPY "${name}" (${list}) FROM STDIN`)));
  } catch (error) {
    const isDatabases = /^[0-9A-Z]{5}$/.test(codeOf(error) ?? "");
    throw isDatabases
      ? inWords(error, `The table "${name}" could not be loaded; nothing was changed`)
      : error;
  }
}

async function refuseUnlessEmpty(client: pg.Client, replace: boolean): Promise<void> {
  const { rows } = await client.query<{ workspaces: number; people: number }>(
    `SELECT (SELECT count(*)::int FROM workspace) AS workspaces, (SELECT count(*)::int FROM "user") AS people`,
  );
  const { workspaces = 0, people = 0 } = rows[0] ?? {};
  if (replace || workspaces + people === 0) return;
  throw new Error(
    `The database holds ${workspaces} ${workspaces === 1 ? "workspace" : "workspaces"} and ${people} ${people === 1 ? "person" : "people"}, and a restore would delete them. If you want that, say --replace --yes. Nothing was changed.`,
  );
}

function requireSame({ name, columns }: Table, own: Table | undefined): void {
  if (own && [...own.columns].sort().join() === [...columns].sort().join()) return;
  throw new Error(
    `The table "${name}" of the backup does not fit the database of its version. Nothing was changed.`,
  );
}

async function setSequences(client: pg.Client, sequences: Header["sequences"]): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    if (last !== null) await client.query("SELECT setval(format('public.%I', $1::text), $2)", [name, last]);
  }
}
