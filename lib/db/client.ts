import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "./generated/client";
import { workspaceGuard } from "./workspace-guard";

/**
 * The application's connection: always the unprivileged role, so that row-level security holds whichever login the
 * operator gave us. PostgreSQL applies the option before the first statement.
 */
function applicationConfig(): pg.PoolConfig {
  const connectionString = process.env.LOTSE_APP_DATABASE_URL;
  if (!connectionString) {
    throw new Error("The database address is not set: start Lotse with `npm start` or `npm run lotse`.");
  }
  return { connectionString, options: "-c role=lotse_app", max: 12, application_name: "lotse app" };
}

function connect() {
  const pool = new pg.Pool(applicationConfig());
  // An idle connection that the server closes must not take the process down; the next query says what is wrong.
  pool.on("error", () => {});
  const unguarded = new PrismaClient({ adapter: new PrismaPg(pool) });
  return { pool, unguarded, guarded: unguarded.$extends(workspaceGuard) };
}

type Database = ReturnType<typeof connect>;

const global = globalThis as { lotseDatabase?: Database };

function database(): Database {
  global.lotseDatabase ??= connect();
  return global.lotseDatabase;
}

/** Only lib/auth: users, sessions and key hashes have no workspace. */
export const authDatabase = (): PrismaClient => database().unguarded;

/** Only lib/auth and lib/queue: the pool itself. */
export const databasePool = (): pg.Pool => database().pool;

export type WorkspaceDatabase = Parameters<
  Parameters<ReturnType<typeof connect>["guarded"]["$transaction"]>[0]
>[0];

/** A transaction inside a workspace: in practice a Scope. */
export type Owner = { db: WorkspaceDatabase; workspaceId: number };

/**
 * One transaction inside one workspace: the setting that the policies read is its first statement.
 * @param timeoutMs pages and actions are short; a job step may say otherwise
 */
export async function inWorkspace<T>(
  workspaceId: number,
  run: (db: WorkspaceDatabase) => Promise<T>,
  timeoutMs = 15_000,
): Promise<T> {
  return database().guarded.$transaction(
    async (db) => {
      await db.$executeRaw(Prisma.sql`select set_config('app.workspace', ${String(workspaceId)}, true)`);
      return run(db);
    },
    { timeout: timeoutMs, maxWait: 10_000 },
  );
}

/** The same for bulk work that Prisma cannot do (COPY, thousands of values): a plain connection, same policies. */
export async function inWorkspaceBulk<T>(
  workspaceId: number,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await databasePool().connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.workspace', $1, true)", [String(workspaceId)]);
    const result = await run(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

export async function closeDatabase(): Promise<void> {
  const open = global.lotseDatabase;
  global.lotseDatabase = undefined;
  if (!open) return;
  await open.unguarded.$disconnect();
  await open.pool.end();
}
