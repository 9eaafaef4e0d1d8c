import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { writeMigration } from "@/scripts/new-migration";
import { type Cluster, openCluster } from "@/scripts/postgres/cluster";
import { findDrift } from "@/scripts/postgres/drift";
import { migrate } from "@/scripts/postgres/migrate";
import { migrationState } from "@/scripts/postgres/migration-state";
import { makeDataDir } from "@/tests/support/cluster";
import { freshDatabase } from "@/tests/support/database";
import { startHolder } from "@/tests/support/holder";

const say = () => undefined;

let folder: string;
let url: string;
const cleanups: (() => unknown)[] = [];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "lotse-migrations-"));
  fs.chmodSync(folder, 0o755);
  const name = `migrations_${path.basename(folder).slice(-6).toLowerCase()}_${process.pid}`;
  url = `${inject("postgres").owner}${name}`;
  cleanups.push(async () => {
    fs.rmSync(folder, { recursive: true, force: true });
    await query(`${inject("postgres").owner}postgres`, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function query(address: string, sql: string, options?: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: address, options });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function write(name: string, sql: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

const first = "20260101000000_first";
const second = "20260102000000_second";

describe("migrate", () => {
  it("creates the database, applies what is missing, and does nothing the second time", async () => {
    write(first, "CREATE TABLE a (id int);");
    expect(await migrationState(url, folder)).toEqual({
      pending: [first],
      edited: [],
      unknown: [],
      last: null,
    });
    expect(await migrate({ ownerUrl: url, folder, say })).toEqual([first]);
    expect(await migrate({ ownerUrl: url, folder, say })).toEqual([]);
    write(second, "ALTER TABLE a ADD COLUMN name text; -- no newline at the end");
    expect(await migrationState(url, folder)).toMatchObject({ pending: [second], last: first });
    expect(await migrate({ ownerUrl: url, folder, say })).toEqual([second]);
    expect(await migrationState(url, folder)).toEqual({ pending: [], edited: [], unknown: [], last: second });
    expect(
      await query(
        url,
        "SELECT count(*)::int AS columns FROM information_schema.columns WHERE table_name = 'a'",
      ),
    ).toEqual([{ columns: 2 }]);
  });

  it("leaves a table of migrations that Prisma's own command accepts", async () => {
    write(first, "CREATE TABLE a (id int);");
    await migrate({ ownerUrl: url, folder, say });
    const rows = await query(
      url,
      "SELECT migration_name, applied_steps_count, finished_at, logs, rolled_back_at FROM _prisma_migrations",
    );
    expect(rows).toEqual([
      {
        migration_name: first,
        applied_steps_count: 1,
        finished_at: expect.any(Date),
        logs: null,
        rolled_back_at: null,
      },
    ]);
  });

  it("sends function bodies whole", async () => {
    write(
      first,
      `CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$
       DECLARE result int;
       BEGIN
         result := n; -- one; two
         RETURN result * 2;
       END;
       $$;
       DO $body$ BEGIN EXECUTE 'CREATE TABLE "semi;colon" (id int)'; END $body$;
       COMMENT ON FUNCTION twice IS 'a;b';`,
    );
    await migrate({ ownerUrl: url, folder, say });
    expect(await query(url, "SELECT twice(21) AS answer")).toEqual([{ answer: 42 }]);
  });

  it("tells which migration was edited after it had been applied, but not because of line endings", async () => {
    write(first, "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n");
    await migrate({ ownerUrl: url, folder, say });
    write(first, "CREATE TABLE a (id int);\r\nCREATE TABLE b (id int);\r\n");
    expect(await migrate({ ownerUrl: url, folder, say })).toEqual([]);
    write(first, "CREATE TABLE a (id bigint);");
    expect(await migrationState(url, folder)).toMatchObject({ edited: [first] });
    await expect(migrate({ ownerUrl: url, folder, say })).rejects.toThrow(
      `were changed after they had been applied: ${first}.`,
    );
  });

  it("refuses a database that a newer Lotse has worked with", async () => {
    write(first, "SELECT 1;");
    write(second, "SELECT 2;");
    await migrate({ ownerUrl: url, folder, say });
    fs.rmSync(path.join(folder, second), { recursive: true });
    expect(await migrationState(url, folder)).toMatchObject({ unknown: [second] });
    await expect(migrate({ ownerUrl: url, folder, say })).rejects.toThrow(`does not know (${second})`);
  });

  it("undoes a migration that fails, says why, and applies it once it is mended", async () => {
    write(first, "CREATE TABLE a (id int);");
    write(second, "CREATE TABLE b (id int); INSERT INTO a VALUES (1); SELECT 1 / (id - 1) FROM a;");
    await expect(migrate({ ownerUrl: url, folder, say })).rejects.toThrow(
      new Error(
        `The migration ${second} failed and was undone; the ones before it are applied. ERROR: division by zero`,
      ),
    );
    expect(await query(url, "SELECT to_regclass('b') AS b, (SELECT count(*)::int FROM a) AS rows")).toEqual([
      { b: null, rows: 0 },
    ]);
    write(second, "CREATE TABLE b (id int);");
    expect(await migrate({ ownerUrl: url, folder, say })).toEqual([second]);
  });

  it("refuses a migration that would end its own transaction", async () => {
    write(first, "CREATE TABLE a (id int);\nCOMMIT;\nCREATE TABLE b (id int);");
    await expect(migrate({ ownerUrl: url, folder, say })).rejects.toThrow("contains COMMIT");
  });

  it("converges when several do it at once", async () => {
    write(first, "CREATE TABLE a (id int); SELECT pg_sleep(0.3);");
    write(second, "CREATE TABLE b (id int);");
    const lines: string[] = [];
    const runs = [1, 2, 3].map(() => migrate({ ownerUrl: url, folder, say: (line) => lines.push(line) }));
    const applied = await Promise.all(runs);
    expect(applied.flat()).toEqual([first, second]);
    expect(lines).toContain("Another process is migrating this database; waiting for it …");
  });

  it("converges after a process was killed in the middle of a migration", async () => {
    write(first, "CREATE TABLE a (id int);");
    write(second, "CREATE TABLE b (id int); SELECT pg_sleep(1.5); CREATE TABLE c (id int);");
    const { cluster, dataDir } = await ownCluster();
    const address = cluster.ownerUrl("killed");
    const holder = startHolder(dataDir);
    cleanups.push(() => holder.kill());
    await holder.expect("open");
    holder.send(`migrate killed ${folder}`);
    await until(async () => {
      const state = await migrationState(address, folder);
      return state.last === first;
    });
    await holder.kill();
    const applied = await migrate({ ownerUrl: address, folder, say });
    // The server may have finished what it had begun, or not; never half of it.
    expect([[], [second]]).toContainEqual(applied);
    expect(await migrationState(address, folder)).toEqual({
      pending: [],
      edited: [],
      unknown: [],
      last: second,
    });
    expect(await query(address, "SELECT to_regclass('b')::text AS b, to_regclass('c')::text AS c")).toEqual([
      { b: "b", c: "c" },
    ]);
  });

  it("says what is wrong with an address, and never the password", async () => {
    const nobody = "postgresql://someone:secret@127.0.0.1:1/lotse";
    await expect(migrate({ ownerUrl: nobody, folder, say })).rejects.toThrow(
      new Error(
        "The PostgreSQL at someone@127.0.0.1:1/lotse cannot be used: nothing listens at that address.",
      ),
    );
    const wrong = url.replace(/:[^:@]+@/, ":secret@");
    await expect(migrate({ ownerUrl: wrong, folder, say })).rejects.toThrow(
      /the user name or the password is wrong\.$/,
    );
  });
});

describe("the app's role on a server of the operator's", () => {
  const role = "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'lotse_app'";
  const asApp = "-c role=lotse_app";

  /** As it is before Lotse: without its role, and with the logins that an administrator has made. */
  async function operatorsServer(...logins: string[]) {
    const { cluster } = await ownCluster();
    const admin = cluster.ownerUrl("postgres");
    await query(admin, "DROP ROLE lotse_app");
    for (const login of logins) await query(admin, `CREATE ROLE ${login}`);
    return {
      admin,
      as: (name: string, database = "lotse") => {
        const address = new URL(cluster.ownerUrl(database));
        address.username = name;
        return address.href;
      },
      password: new URL(admin).password,
    };
  }

  it("is made by the owner, who can take it on, and cannot log in", async () => {
    const server = await operatorsServer();
    await query(server.admin, `CREATE ROLE site LOGIN CREATEDB CREATEROLE PASSWORD '${server.password}'`);
    write(
      first,
      "CREATE TABLE a (id int); ALTER TABLE a ENABLE ROW LEVEL SECURITY; CREATE POLICY none ON a TO lotse_app USING (false); GRANT SELECT ON a TO lotse_app; INSERT INTO a VALUES (1);",
    );
    await migrate({ ownerUrl: server.as("site"), folder, say });
    await migrate({ ownerUrl: server.as("site"), folder, say });
    expect(await query(server.admin, role)).toEqual([
      { rolcanlogin: false, rolsuper: false, rolbypassrls: false },
    ]);
    const count = "SELECT current_user::text AS who, count(*)::int AS rows FROM a";
    expect(await query(server.as("site"), count)).toEqual([{ who: "site", rows: 1 }]);
    expect(await query(server.as("site"), count, asApp)).toEqual([{ who: "lotse_app", rows: 0 }]);
  });

  it("is granted to the app's own login", async () => {
    const server = await operatorsServer();
    await query(server.admin, `CREATE ROLE site LOGIN CREATEDB CREATEROLE PASSWORD '${server.password}'`);
    await query(server.admin, `CREATE ROLE web LOGIN PASSWORD '${server.password}'`);
    write(first, "CREATE TABLE a (id int); GRANT SELECT ON a TO lotse_app;");
    const addresses = { ownerUrl: server.as("site"), appUrl: server.as("web") };
    await migrate({ ...addresses, folder, say });
    expect(await query(server.as("web"), "SELECT current_user::text AS who", asApp)).toEqual([
      { who: "lotse_app" },
    ]);
    expect(await query(server.as("web"), "SELECT * FROM a")).toEqual([]);

    await query(server.admin, "ALTER ROLE web BYPASSRLS");
    await expect(migrate({ ...addresses, folder, say })).rejects.toThrow(
      "The database user web, which the app works as, passes row-level security.",
    );
  });

  it("is asked for in words where the owner may not make it", async () => {
    const server = await operatorsServer();
    await query(server.admin, `CREATE ROLE site LOGIN CREATEDB PASSWORD '${server.password}'`);
    const run = () => migrate({ ownerUrl: server.as("site"), folder, say });
    await expect(run()).rejects.toThrow(
      new Error(
        'The database user site could not create the role lotse_app: it lacks CREATEROLE. An administrator can do it: CREATE ROLE lotse_app NOLOGIN; GRANT lotse_app TO "site";.',
      ),
    );
    await query(server.admin, 'CREATE ROLE lotse_app NOLOGIN; GRANT lotse_app TO "site";');
    expect(await run()).toEqual([]);
  });

  it("is asked for in words where the database belongs to somebody else or cannot be made", async () => {
    const server = await operatorsServer();
    await query(server.admin, `CREATE ROLE site LOGIN CREATEROLE PASSWORD '${server.password}'`);
    const run = () => migrate({ ownerUrl: server.as("site"), folder, say });
    await expect(run()).rejects.toThrow(
      /does not exist and could not be created: permission denied to create database\.$/,
    );
    await query(server.admin, "CREATE DATABASE lotse");
    await expect(run()).rejects.toThrow('ALTER DATABASE "lotse" OWNER TO "site";');
  });
});

describe("a new migration", () => {
  const schema = (fields: string) => `datasource db {
  provider = "postgresql"
}

model Customer {
  workspaceId Int
  id          Int
${fields}

  @@id([workspaceId, id])
}
`;

  it("is the difference between the schema at the last one and now, and leaves no drift", async () => {
    const file = path.join(folder, "schema.prisma");
    const migrations = path.join(folder, "migrations");
    fs.writeFileSync(file, schema("  name String"));
    const one = await writeMigration("first", folder, new Date("2026-01-01T10:20:30Z"));
    expect(one).toBe(path.join(migrations, "20260101102030_first"));
    const sql = fs.readFileSync(path.join(String(one), "migration.sql"), "utf8");
    expect(sql).toContain('CREATE TABLE "Customer"');
    expect(sql).not.toContain("CREATE SCHEMA");
    expect(await writeMigration("nothing", folder, new Date("2026-01-02T00:00:00Z"))).toBeNull();

    fs.writeFileSync(file, schema("  name String\n  note String?"));
    const two = await writeMigration("note", folder, new Date("2026-01-03T00:00:00Z"));
    expect(fs.readFileSync(path.join(String(two), "migration.sql"), "utf8")).toBe(
      '-- AlterTable\nALTER TABLE "Customer" ADD COLUMN     "note" TEXT;\n',
    );
    const byHand = await writeMigration("by_hand", folder, new Date("2026-01-04T00:00:00Z"), true);
    expect(fs.readFileSync(path.join(String(byHand), "migration.sql"), "utf8")).toBe("");

    await migrate({ ownerUrl: url, folder: migrations, say });
    expect(await findDrift(url, file)).toBe("");
    await query(url, 'ALTER TABLE "Customer" ADD COLUMN stray int; CREATE INDEX other ON "Customer" (note);');
    expect(await findDrift(url, file)).toBe(
      'DROP INDEX "other";\nALTER TABLE "Customer" DROP COLUMN "stray";',
    );
  });

  it("has a plain name and a schema that is valid", async () => {
    fs.writeFileSync(path.join(folder, "schema.prisma"), schema("  name Strin"));
    await expect(writeMigration("A b", folder, new Date())).rejects.toThrow("small letters");
    await expect(writeMigration("broken", folder, new Date())).rejects.toThrow(
      'Type "Strin" is neither a built-in type',
    );
    expect(fs.existsSync(path.join(folder, "migrations"))).toBe(false);
  });
});

describe("prisma/migrations", () => {
  it("lead to prisma/schema.prisma", async () => {
    const database = await freshDatabase();
    cleanups.push(() => database.drop());
    expect((await migrationState(database.ownerUrl)).pending).toEqual([]);
    expect(await findDrift(database.ownerUrl)).toBe("");
  });
});

/** For what changes the roles, which all databases of a cluster share, or kills a process. */
async function ownCluster(): Promise<{ cluster: Cluster; dataDir: string }> {
  const dataDir = await makeDataDir();
  cleanups.push(() => fs.rmSync(dataDir, { recursive: true, force: true }));
  const cluster = await openCluster({ dataDir, say, throwaway: true });
  cleanups.push(() => cluster.leave());
  return { cluster, dataDir };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
