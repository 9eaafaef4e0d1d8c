import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export type FreshDatabase = { ownerUrl: string; appUrl: string; drop(): Promise<void> };

/**
 * A migrated database without rows, for the test file that asks: a copy of the template. Dropping it ends connections that are still open.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { owner, app, template } = inject("postgres");
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
