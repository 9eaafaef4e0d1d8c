import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export type FreshDatabase = { ownerUrl: string; appUrl: string; drop(): Promise<void> };

/**
 * A migrated database without rows, for the test file that asks: a copy of the template. Dropping it ends connections that are still open.
 */
export async function freshDatabase(template = inject("postgres").template): Promise<FreshDatabase> {
  const { owner, app } = inject("postgres");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    ownerUrl: `${owner}${name}`,
    appUrl: `${app}${name}`,
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject("postgres").owner}postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * What several test files begin with is made by the first that asks and copied by the others; they wait for it.
 * @param make fills the database at this address and leaves no connection to it
 */
export async function sharedTemplate(
  name: string,
  make: (database: FreshDatabase) => Promise<void>,
): Promise<string> {
  const client = new pg.Client({ connectionString: `${inject("postgres").owner}postgres` });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) {
      const database = await freshDatabase();
      await make(database);
      const made = new URL(database.ownerUrl).pathname.slice(1);
      await client.query(`ALTER DATABASE ${made} RENAME TO ${name}`);
      await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    }
    return name;
  } finally {
    await client.end();
  }
}
