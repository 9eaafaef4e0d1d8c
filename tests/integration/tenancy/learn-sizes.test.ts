import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { saveCustomers } from "@/lib/customers/mutations";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

/** A workspace that comes to a server where others have long been: PostgreSQL knows their rows and not its own. */

const database = ownDatabase();
let newcomer: TestWorkspace;

/** How many customers of a workspace PostgreSQL expects. */
async function expected(workspaceId: number): Promise<number> {
  const client = new pg.Client({ connectionString: database.current?.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
      `explain (format json) select from customer where "workspaceId" = ${workspaceId}`,
    );
    return rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? Number.NaN;
  } finally {
    await client.end();
  }
}

const come = (count: number, from: string) =>
  newcomer.asSystem((scope) =>
    saveCustomers(
      scope,
      Array.from({ length: count }, (_, i) => ({ externalId: `${from}${i}` })),
    ),
  );

beforeAll(async () => {
  const settled = await foundWorkspace("settled");
  const owner = new pg.Client({ connectionString: database.current?.ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      `insert into customer ("workspaceId", "externalId") select $1, 'c' || i from generate_series(1, 20000) i`,
      [settled.workspaceId],
    );
    await owner.query("analyze customer");
  } finally {
    await owner.end();
  }
  newcomer = await foundWorkspace("newcomer");
});

test("its rows are known soon after they came, and again when they have become many more", async () => {
  await come(60, "a");
  expect(await expected(newcomer.workspaceId)).toBe(1);
  await come(60, "b");
  expect(await expected(newcomer.workspaceId)).toBeGreaterThan(30);
  await come(1_500, "c");
  expect(await expected(newcomer.workspaceId)).toBeGreaterThan(400);
});
