import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

const database = ownDatabase();

/** Belong to no workspace; only lib/auth reads them. */
const openTables = ["_prisma_migrations", "password_reset", "session", "throttle", "user"];

let owner: pg.Client;
let app: pg.Client;
let one: TestWorkspace;
let other: TestWorkspace;

beforeAll(async () => {
  one = await foundWorkspace("one");
  other = await foundWorkspace("other");
  owner = new pg.Client({ connectionString: database.current?.ownerUrl });
  app = new pg.Client({ connectionString: database.current?.appUrl, options: "-c role=lotse_app" });
  await Promise.all([owner.connect(), app.connect()]);
});

afterAll(() => Promise.all([owner.end(), app.end()]));

const tenantTables = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !openTables.includes(name));
};

describe("the lock in the database: row-level security", () => {
  test("every table either has the policy or is on the list of open tables", async () => {
    const { rows } = await owner.query<{ name: string; protected: boolean; policies: number }>(
      `select c.relname as name, c.relrowsecurity as protected, count(p.polname)::int as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_policy p on p.polrelid = c.oid
       where n.nspname = 'public' and c.relkind in ('r', 'p') group by 1, 2 order by 1`,
    );
    const open = rows.filter((row) => !row.protected || row.policies === 0).map(({ name }) => name);
    expect(open).toEqual(openTables);
  });

  test("the application's role owns nothing and passes no policy", async () => {
    const { rows } = await owner.query(
      `select r.rolsuper, r.rolbypassrls, (select count(*)::int from pg_class c where c.relowner = r.oid) as owned
       from pg_roles r where r.rolname = 'lotse_app'`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, owned: 0 }]);
  });

  test("without a workspace no table shows a row; with one, only its own", async () => {
    for (const table of await tenantTables()) {
      const name = app.escapeIdentifier(table);
      const column = table === "workspace" ? "id" : "workspaceId";
      const bare = await app.query(`select count(*)::int as n from ${name}`);
      expect(bare.rows[0].n, table).toBe(0);
      await app.query("begin");
      await app.query("select set_config('app.workspace', $1, true)", [String(one.workspaceId)]);
      const inside = await app.query(`select count(*)::int as n from ${name} where "${column}" <> $1`, [
        one.workspaceId,
      ]);
      await app.query("rollback");
      expect(inside.rows[0].n, table).toBe(0);
    }
  });

  test("a row for another workspace is refused on every table", async () => {
    for (const table of await tenantTables()) {
      if (table === "workspace") continue;
      const name = app.escapeIdentifier(table);
      await app.query("begin");
      await app.query("set constraints all deferred");
      await app.query("select set_config('app.workspace', $1, true)", [String(one.workspaceId)]);
      const code = await app
        .query(`insert into ${name} ("workspaceId") values ($1)`, [other.workspaceId])
        .then(
          () => "accepted",
          (error: { code: string }) => error.code,
        );
      await app.query("rollback");
      // 42501: the policy refuses it. Missing columns (23502) are found out only after the policy has agreed.
      expect([table, code]).toEqual([table, "42501"]);
    }
  });

  test("the audit log cannot be changed or deleted by the application", async () => {
    for (const statement of [`update audit_entry set "action" = 'x'`, "delete from audit_entry"]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("a job cannot be written without a workspace, and carries the one of its transaction", async () => {
    await expect(app.query(`select lotse_add_job('x', '{"workspaceId": 999}')`)).rejects.toThrow(
      "belongs to a workspace",
    );
    await app.query("begin");
    await app.query("select set_config('app.workspace', $1, true)", [String(one.workspaceId)]);
    await app.query(`select lotse_add_job('x', '{"workspaceId": 999}')`);
    await app.query("commit");
    const { rows } = await owner.query("select payload from graphile_worker._private_jobs");
    expect(rows).toEqual([{ payload: { workspaceId: one.workspaceId, input: { workspaceId: 999 } } }]);
  });
});

describe("the lock of the keys", () => {
  test("every tenant table has its workspace first in the primary key", async () => {
    for (const table of await tenantTables()) {
      if (table === "workspace") continue;
      const { rows } = await owner.query<{ first: string }>(
        `select a.attname as first from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
         where i.indrelid = $1::regclass and i.indisprimary`,
        [owner.escapeIdentifier(table)],
      );
      expect([table, rows[0]?.first]).toEqual([table, "workspaceId"]);
    }
  });

  test("every link between tenant tables goes through the workspace", async () => {
    const tables = await tenantTables();
    const { rows } = await owner.query<{ link: string; source: string; target: string; columns: string[] }>(
      `select k.conname as link, s.relname as source, t.relname as target,
         array(select a.attname::text from unnest(k.conkey) with ordinality c(num, pos)
               join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.num order by c.pos) as columns
       from pg_constraint k join pg_class s on s.oid = k.conrelid join pg_class t on t.oid = k.confrelid
       where k.contype = 'f' and s.relnamespace = 'public'::regnamespace`,
    );
    const between = rows.filter(({ source, target }) => tables.includes(source) && tables.includes(target));
    expect(between.length).toBeGreaterThan(20);
    expect(between.filter(({ columns }) => !columns.includes("workspaceId"))).toEqual([]);
  });

  test("PostgreSQL itself refuses a link to another workspace's row", async () => {
    const foreign = await other.asSystem(({ db, workspaceId }) =>
      db.customer.create({ data: { workspaceId, name: "Somebody else's" } }),
    );
    const attempt = one.asSystem(({ db, workspaceId }) =>
      db.contract.create({
        data: {
          workspaceId,
          customerId: foreign.id,
          plan: "x",
          startedOn: new Date(),
          monthlyRevenueMinor: 1n,
        },
      }),
    );
    await expect(attempt).rejects.toMatchObject({ code: "P2003" });
  });
});

describe("the guard", () => {
  const models = Object.values(Prisma.ModelName);
  const operations = ["findMany", "findFirst", "updateMany", "deleteMany", "count"] as const;

  test("refuses every query that names no workspace, on every model", async () => {
    for (const model of models) {
      for (const operation of operations) {
        const attempt = inWorkspace(one.workspaceId, async (db) => {
          const delegate = db[(model[0]?.toLowerCase() + model.slice(1)) as "customer"];
          const run = delegate[operation] as (args: object) => Promise<unknown>;
          await run.call(delegate, operation === "updateMany" ? { where: {}, data: {} } : { where: {} });
        });
        await expect(attempt, `${model}.${operation}`).rejects.toThrow(/names no workspace|has no workspace/);
      }
    }
  });

  test("refuses creations and upserts that name no workspace", async () => {
    const create = inWorkspace(one.workspaceId, (db) =>
      db.department.create({ data: { key: "x", name: "x" } as never }),
    );
    await expect(create).rejects.toThrow("names no workspaceId");
    const many = inWorkspace(one.workspaceId, (db) =>
      db.department.createMany({
        data: [{ workspaceId: one.workspaceId, key: "y", name: "y" }, { key: "z", name: "z" } as never],
      }),
    );
    await expect(many).rejects.toThrow("names no workspaceId");
  });
});
