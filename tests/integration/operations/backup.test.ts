import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "@/lib/db/client";
import { eraseCustomer } from "@/lib/privacy/mutations";
import { readBackupFile, writeBackupFile } from "@/scripts/backup/backup-file";
import { restoreBackup } from "@/scripts/backup/restore-backup";
import { eraseAgain } from "@/scripts/backup/returned-people";
import { writeBackup } from "@/scripts/backup/write-backup";
import { migrationState, migrationsFolder } from "@/scripts/postgres/migration-state";
import { reconcile } from "@/scripts/reconcile/reconcile";
import { type FreshDatabase, freshDatabase } from "@/tests/support/database";
import { beginImport, jobsOf, liveIn } from "@/tests/support/lived-in";
import { askOwner, fingerprints } from "@/tests/support/owner";
import { ownDatabase, type TestWorkspace } from "@/tests/support/world";

const source = ownDatabase();
const passing = ["session", "password_reset", "throttle", "_prisma_migrations"];
const say = () => undefined;

let folder: string;
let file: string;
let url: string;
let acme: TestWorkspace;
/** Fingerprints of what was backed up. */
let asItWas: Record<string, string>;
const cleanups: (() => unknown)[] = [];

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "lotse-backup-"));
  url = source.current?.ownerUrl ?? "";
  acme = await liveIn(url, "acme");
  await liveIn(url, "other");
  await askOwner(url, `UPDATE customer SET "erasedAt" = now(), "name" = NULL WHERE "externalId" = 'c'`);
  file = path.join(folder, "backup.gz");
  await writeBackup({ ownerUrl: url, file });
  asItWas = await fingerprints(url);
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const without = (prints: Record<string, string>, names: string[]) =>
  Object.fromEntries(Object.entries(prints).filter(([name]) => !names.includes(name)));

async function newDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  cleanups.push(database.drop);
  return database;
}

async function restore(into: FreshDatabase, from = file, more: { replace?: boolean; folder?: string } = {}) {
  const contents = await readBackupFile(from);
  const { ownerUrl, appUrl } = into;
  return restoreBackup({ ownerUrl, appUrl, file: from, contents, replace: false, say, ...more });
}

/** What tables do by themselves, and whether they always do it. */
const triggers = (of: string) =>
  askOwner(
    of,
    `SELECT tgrelid::regclass::text AS "table", tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
  );

describe("a backup", () => {
  it("comes back as it was, in every table and sequence, without sessions and with its jobs", async () => {
    const target = await newDatabase();
    const { jobs, returned } = await restore(target);
    expect(await fingerprints(target.ownerUrl, passing)).toEqual(without(asItWas, passing));
    expect(await triggers(target.ownerUrl)).toEqual(await triggers(url));
    expect(await askOwner(target.ownerUrl, "SELECT * FROM session")).toEqual([]);
    expect(await askOwner(url, "SELECT 1 FROM session")).not.toEqual([]);
    expect(jobs).toBe(2);
    expect(await jobsOf(target.ownerUrl)).toEqual(await jobsOf(url));
    expect(returned).toEqual([]);

    const app = `WITH here AS MATERIALIZED (SELECT set_config('app.workspace', $1, true)) SELECT count(f.*)::int AS n FROM here, feedback f`;
    const asApp = target.appUrl;
    expect(await askOwner(asApp, app, [String(acme.workspaceId)])).toEqual([{ n: 6 }]);
    expect(await askOwner(asApp, app, [""])).toEqual([{ n: 0 }]);
  });

  it("is a private file that standard tools can read", async () => {
    expect((fs.statSync(file).mode & 0o777).toString(8)).toBe("600");
    const lines = gunzipSync(fs.readFileSync(file)).toString("utf8").split("\n");
    expect(lines[0]).toMatch(/^-- Lotse backup \{"format":1,"madeAt":"20/);
    expect(lines.filter((line) => line.startsWith('COPY "feedback" ("workspaceId", "id",'))).toHaveLength(1);
    expect(lines.at(-2)).toMatch(/^-- End \{"rows":\{.*"feedback":12,/);
    expect(fs.readdirSync(folder)).toEqual(["backup.gz"]);
  });

  it("is of one moment, however much is written meanwhile", async () => {
    const writing = new AbortController();
    const writer = (async () => {
      for (let n = 0; !writing.signal.aborted; n += 1) {
        await acme.asSystem(
          ({ db, workspaceId }) => db.$executeRaw`
            WITH one AS (
              INSERT INTO feedback ("workspaceId", "submissionKey", "contentHash", "occasion", "technique", "answeredAt", "day")
              VALUES (${workspaceId}, ${`during ${n}`}, '\\x00', 1, 1, '2026-05-01T10:00Z', '2026-05-01') RETURNING "id")
            INSERT INTO customer ("workspaceId", "externalId") SELECT ${workspaceId}, 'of ' || one."id" FROM one`,
        );
      }
    })();
    const during = path.join(folder, "during.gz");
    cleanups.push(() => fs.rmSync(during));
    await writeBackup({ ownerUrl: url, file: during });
    writing.abort();
    await writer;
    const target = await newDatabase();
    await restore(target, during);
    const [counts] = await askOwner(
      target.ownerUrl,
      `SELECT (SELECT count(*) FROM feedback WHERE "submissionKey" LIKE 'during %') AS records,
              (SELECT count(*) FROM customer WHERE "externalId" LIKE 'of %') AS customers`,
    );
    expect(counts?.customers).toBe(counts?.records);
  });

  it("replaces an older one only when it is whole", async () => {
    const kept = path.join(folder, "kept.gz");
    cleanups.push(() => fs.rmSync(kept));
    fs.writeFileSync(kept, "the older one");
    const stop = new AbortController();
    stop.abort();
    await expect(writeBackup({ ownerUrl: url, file: kept, stopped: stop.signal })).rejects.toThrow(
      "The backup was stopped; nothing was written.",
    );
    expect(fs.readFileSync(kept, "utf8")).toBe("the older one");
    await expect(writeBackup({ ownerUrl: url, file: path.join(kept, "below") })).rejects.toThrow(
      "a part of the path is a file and not a folder.",
    );
    expect(fs.readdirSync(folder).sort()).toEqual(["backup.gz", "kept.gz"]);
  });
});

describe("a file that is not a whole backup is refused in words", () => {
  async function refusal(content: Buffer): Promise<string> {
    const bad = path.join(folder, "bad.gz");
    cleanups.push(() => fs.rmSync(bad, { force: true }));
    fs.writeFileSync(bad, content);
    return readBackupFile(bad).then(
      () => "accepted",
      (error: Error) => error.message.replace(bad, "FILE"),
    );
  }
  const text = () => gunzipSync(fs.readFileSync(file)).toString("utf8");

  it("wherever it is torn off", async () => {
    const whole = fs.readFileSync(file);
    for (let part = 0; part < 20; part += 1) {
      const length = Math.floor((whole.length * part) / 20);
      expect(await refusal(whole.subarray(0, length))).toMatch(
        /^FILE is damaged or incomplete: it ends too early\./,
      );
    }
    expect(await refusal(whole.subarray(0, whole.length - 1))).toContain("it ends too early");
  });

  it("wherever a bit has changed", async () => {
    const whole = fs.readFileSync(file);
    for (let part = 0; part < 40; part += 1) {
      const changed = Buffer.from(whole);
      // Behind gzip's own header, which says nothing about the content.
      const at = 10 + Math.floor(((whole.length - 10) * part) / 40);
      changed[at] = (changed[at] ?? 0) ^ 4;
      expect(await refusal(changed), `byte ${at}`).toMatch(/^FILE is damaged or incomplete: /);
    }
  });

  it("when its text was changed and packed again", async () => {
    const lines = text().split("\n");
    const row = lines.findIndex((line) => line.includes("Customer b"));
    const shorter = gzipSync(lines.toSpliced(row, 1).join("\n"));
    expect(await refusal(shorter)).toContain("its content is not what was written");
    const added = gzipSync(lines.toSpliced(3, 0, "DROP TABLE feedback;").join("\n"));
    expect(await refusal(added)).toMatch(/damaged/);
    expect(await refusal(gzipSync(`${text()}more`))).toContain("something follows its end");
    const script = gzipSync(`${lines[0]}\nDROP TABLE feedback;\n`);
    expect(await refusal(script)).toContain("it has a line that does not belong there");
  });

  it("when it is something else", async () => {
    expect(await refusal(Buffer.from("PK\u0003\u0004 a zip file"))).toBe("FILE is no backup of Lotse.");
    expect(await refusal(gzipSync("a,b\n1,2\n"))).toBe("FILE is no backup of Lotse.");
    expect(await refusal(gzipSync(text().replace('"format":1', '"format":2')))).toBe(
      "FILE is no backup of Lotse that this version can read: it was made by a newer one.",
    );
    await expect(readBackupFile(path.join(folder, "nowhere.gz"))).rejects.toThrow("There is no file");
  });
});

describe("a restore", () => {
  it("goes into an empty database unless it is told to replace", async () => {
    const target = await newDatabase();
    await restore(target);
    const before = await fingerprints(target.ownerUrl);
    await expect(restore(target)).rejects.toThrow(
      "The database holds 2 workspaces and 8 people, and a restore would delete them. If you want that, say --replace --yes. Nothing was changed.",
    );
    expect(await fingerprints(target.ownerUrl)).toEqual(before);

    await askOwner(target.ownerUrl, `INSERT INTO workspace ("slug", "name") VALUES ('later', 'Later')`);
    await beginImport(target.ownerUrl, acme.workspaceId);
    await restore(target, file, { replace: true });
    expect(await fingerprints(target.ownerUrl)).toEqual(before);
    expect(await jobsOf(target.ownerUrl)).toHaveLength(2);
  });

  it("leaves people erased who were so before it", async () => {
    const target = await newDatabase();
    await restore(target);
    await closeDatabase();
    process.env.LOTSE_APP_DATABASE_URL = target.appUrl;
    cleanups.push(async () => {
      await closeDatabase();
      process.env.LOTSE_APP_DATABASE_URL = source.current?.appUrl;
    });
    await acme.asSystem((scope) => eraseCustomer(scope, { id: "ext:a" }));
    const [names, facts] = [
      `SELECT "workspaceId", "name", "externalId" FROM customer ORDER BY 1, "id"`,
      `SELECT "workspaceId", "feedbackId", "position", "score", "hasComment", "customerId" FROM answer ORDER BY 1, 2, 3`,
    ];
    const erased = [await askOwner(target.ownerUrl, names), await askOwner(target.ownerUrl, facts)];
    expect(await reconcile({ ownerUrl: target.ownerUrl, repair: false, say })).toBe(0);
    await closeDatabase();

    const { returned } = await restore(target, file, { replace: true });
    expect(returned).toHaveLength(1);
    expect(await askOwner(target.ownerUrl, names)).not.toEqual(erased[0]);
    await eraseAgain(returned);
    expect([await askOwner(target.ownerUrl, names), await askOwner(target.ownerUrl, facts)]).toEqual(erased);
  });

  it("changes nothing when it fails half-way", async () => {
    const target = await newDatabase();
    await restore(target);
    const before = await fingerprints(target.ownerUrl);
    const { header } = await readBackupFile(file);
    const wrong = path.join(folder, "wrong.gz");
    cleanups.push(() => fs.rmSync(wrong));
    const columns = ["id", "slug", "name"];
    const rows = async function* () {
      yield Buffer.from("1\tone\tOne\n2\ta slug that breaks the rules\tTwo\n");
    };
    await writeBackupFile(wrong, header, [{ name: "workspace", columns }], rows);
    await expect(restore(target, wrong, { replace: true })).rejects.toThrow(
      'The table "workspace" of the backup does not fit the database of its version. Nothing was changed.',
    );
    const all = await askOwner<{ name: string }>(
      target.ownerUrl,
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'workspace'::regclass AND attnum > 0 ORDER BY attnum`,
    );
    const said: Record<string, string> = {
      id: "1",
      publicId: "01a20048-c125-7cd9-9de8-d322d21d2524",
      slug: "NOT A SLUG",
      name: "One",
      timeZone: "Europe/Berlin",
      currency: "EUR",
      locale: "de",
      settings: "{}",
      createdAt: "2026-01-01",
    };
    const full = async function* () {
      yield Buffer.from(`${all.map(({ name }) => said[name] ?? "\\N").join("\t")}\n`);
    };
    await writeBackupFile(wrong, header, [{ name: "workspace", columns: all.map(({ name }) => name) }], full);
    await expect(restore(target, wrong, { replace: true })).rejects.toThrow(
      'The table "workspace" could not be loaded; nothing was changed: new row for relation "workspace" violates check constraint "workspace_slug_check".',
    );
    expect(await fingerprints(target.ownerUrl)).toEqual(before);
  });

  it("waits for no running Lotse and does not work beside one", async () => {
    const target = await newDatabase();
    const app = new pg.Client({ connectionString: target.appUrl, application_name: "lotse app" });
    await app.connect();
    try {
      await expect(restore(target)).rejects.toThrow(
        "A Lotse is running on this database. Stop it first; nothing was changed.",
      );
    } finally {
      await app.end();
    }
  });

  it("of a backup of an older version leads up to this one, over an empty database and over a full one", async () => {
    const newer = path.join(folder, "migrations");
    cleanups.push(() => fs.rmSync(newer, { recursive: true }));
    fs.cpSync(migrationsFolder, newer, { recursive: true });
    const added = "29990101000000_nicknames";
    fs.mkdirSync(path.join(newer, added));
    fs.writeFileSync(
      path.join(newer, added, "migration.sql"),
      `ALTER TABLE customer ADD COLUMN "nickname" text; UPDATE customer SET "nickname" = lower("name");
       CREATE TABLE nickname_log ("id" serial PRIMARY KEY); DROP TABLE throttle;`,
    );
    const target = await newDatabase();
    for (const replace of [false, true]) {
      await restore(target, file, { folder: newer, replace });
      const names = `SELECT "nickname" FROM customer WHERE "workspaceId" = $1 AND "externalId" = 'a'`;
      expect(await askOwner(target.ownerUrl, names, [acme.workspaceId])).toEqual([
        { nickname: "customer a" },
      ]);
      expect(await migrationState(target.ownerUrl, newer)).toMatchObject({ pending: [], last: added });
      const same = [...passing, "customer", "nickname_log", "nickname_log_id_seq"];
      expect(await fingerprints(target.ownerUrl, same)).toEqual(without(asItWas, same));
      expect(await jobsOf(target.ownerUrl)).toEqual(await jobsOf(url));
    }
    const backOfNewer = path.join(folder, "newer.gz");
    cleanups.push(() => fs.rmSync(backOfNewer));
    await writeBackup({ ownerUrl: target.ownerUrl, file: backOfNewer });
    await expect(restore(await newDatabase(), backOfNewer)).rejects.toThrow(
      `The backup was made by a newer version of Lotse (migration ${added}). Restore it with that version; nothing was changed.`,
    );
  });
});
