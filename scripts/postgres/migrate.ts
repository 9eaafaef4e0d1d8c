import pg from "pg";
import { connect, explainConnection, prepareSession, withoutPassword } from "@/scripts/postgres/connect";
import { codeOf, inWords } from "@/scripts/postgres/in-words";
import { type Migration, readMigrations } from "@/scripts/postgres/migration-folder";
import { type MigrationState, migrationsFolder, readState } from "@/scripts/postgres/migration-state";
import { ensureRoles } from "@/scripts/postgres/roles";
import { databaseAdapter, everything, explain, withSchemaEngine } from "@/scripts/postgres/schema-engine";

export type Migrate = {
  ownerUrl: string;
  /** The app's login where the operator gave it one of its own beside the owner's. */
  appUrl?: string;
  say: (line: string) => void;
  folder?: string;
};

/**
 * Brings a database up to date: creates it if it is missing and may be created, then the app's role, then whatever
 * is missing of `prisma/migrations`. Any number of processes may do it at once, and any of them may be killed: a
 * migration and the note that it is finished are one transaction, so the next run finds it either done or not begun.
 * Returns the names of the migrations that it applied; rejects with a sentence.
 */
export async function migrate({
  ownerUrl,
  appUrl,
  say,
  folder = migrationsFolder,
}: Migrate): Promise<string[]> {
  const migrations = await readMigrations(folder);
  await ensureDatabase(ownerUrl);

  // One connection for everything: the lock belongs to it, so it is held until the server has finished the last
  // statement of a process that was killed.
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 1,
    idleTimeoutMillis: 0,
    application_name: "lotse migrate",
  });
  pool.on("error", () => undefined);
  try {
    await prepareSession(pool).catch((error) => {
      throw explainConnection(error, ownerUrl);
    });
    await takeTurn(pool, say);
    await requireUtf8(pool);
    await ensureRoles(pool, appUrl);
    await forgetUnfinished(pool);
    const before = await readState(pool, migrations);
    refuseSurprises(before, folder);
    if (before.pending.length > 0) await apply(pool, migrations, before.pending, folder, say);
    return before.pending;
  } finally {
    await pool.end();
  }
}

/** The operator's database, which may be missing; an error is a sentence about its server. */
export async function ensureDatabase(ownerUrl: string): Promise<void> {
  try {
    await (await connect(ownerUrl)).end();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.cause : null;
    if (codeOf(cause) !== "3D000") throw error;
    await createDatabase(ownerUrl);
  }
}

async function createDatabase(ownerUrl: string): Promise<void> {
  const server = new URL(ownerUrl);
  const name = decodeURIComponent(server.pathname.slice(1));
  const client = await connectTo("postgres", server).catch(() => connectTo("template1", server));
  try {
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`,
    );
  } catch (error) {
    const madeByOther = codeOf(error) === "42P04" || codeOf(error) === "23505";
    if (!madeByOther)
      throw inWords(
        error,
        `The database ${withoutPassword(ownerUrl)} does not exist and could not be created`,
      );
  } finally {
    await client.end();
  }
}

function connectTo(database: string, server: URL): Promise<pg.Client> {
  const address = new URL(server);
  address.pathname = `/${database}`;
  return connect(address.href);
}

/** The lock of Prisma's own `migrate`, so that that command waits too. */
const prismaLock = 72_707_369;

async function takeTurn(pool: pg.Pool, say: (line: string) => void): Promise<void> {
  const { rows } = await pool.query("SELECT pg_try_advisory_lock($1) AS taken", [prismaLock]);
  if (rows[0]?.taken === true) return;
  say("Another process is migrating this database; waiting for it …");
  await pool.query("SELECT pg_advisory_lock($1)", [prismaLock]);
}

async function requireUtf8(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query("SELECT current_setting('server_encoding') AS encoding");
  const encoding: unknown = rows[0]?.encoding;
  if (encoding !== "UTF8") throw new Error(`The database must have the encoding UTF8; it has ${encoding}.`);
}

/** A migration that failed or was killed has left nothing but this row, which would stop the engine. */
async function forgetUnfinished(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query("SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS present");
  if (rows[0]?.present !== true) return;
  await pool.query(
    "UPDATE public._prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
}

function refuseSurprises({ edited, unknown }: MigrationState, folder: string): void {
  if (unknown.length > 0) {
    throw new Error(
      `The database has migrations that this Lotse does not know (${unknown.join(", ")}): a newer Lotse has worked with it. Start that version, or restore a backup.`,
    );
  }
  if (edited.length > 0) {
    throw new Error(
      `These migrations in ${folder} were changed after they had been applied: ${edited.join(", ")}. Put the original files back and write a new migration instead; a database without valuable data can also be thrown away.`,
    );
  }
}

async function apply(
  pool: pg.Pool,
  migrations: Migration[],
  pending: string[],
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  say(`Migrating the database: ${pending.length} ${pending.length === 1 ? "migration" : "migrations"} …`);
  const migrationsList = {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: null },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
  try {
    await withSchemaEngine(databaseAdapter(pool, seal), (engine) =>
      engine.applyMigrations({ migrationsList, filters: everything }),
    );
  } catch (error) {
    const failed = /migration_name="([^"]+)"/.exec(error instanceof Error ? error.message : "")?.[1];
    throw new Error(
      `${failed ? `The migration ${failed}` : "The migration"} failed and was undone; the ones before it are applied. ${explain(error)}`,
      { cause: error },
    );
  }
}

/** Finishes the one migration that is being applied, in the transaction of its own script. */
const seal = `UPDATE public._prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL`;
