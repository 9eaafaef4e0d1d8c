import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { findPostmaster } from "@/scripts/postgres/postmaster";
import { isAlive } from "@/scripts/postgres/processes";
import { bundle } from "@/scripts/programs.mjs";
import { makeDataDir } from "@/tests/support/cluster";
import { startHolder } from "@/tests/support/holder";
import { freePort, type Program, runProgram, start, startProgram } from "@/tests/support/program";

/** `npm start` without Next.js, bundled as an operator's programs are. */
const smallLotse = ["tests/support/small-lotse.ts", "tests/support/small-web.ts", "scripts/server/worker.ts"];

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const serverOf = (dataDir: string) => {
  const pgdata = path.join(dataDir, "postgres");
  return fs.existsSync(pgdata) ? findPostmaster(pgdata) : null;
};

async function removeDataDir(dataDir: string): Promise<void> {
  const left = serverOf(dataDir);
  if (left) process.kill(left.pid, "SIGQUIT");
  for (let waited = 0; serverOf(dataDir) && waited < 5_000; waited += 50) await sleep(50);
  fs.rmSync(dataDir, { recursive: true, force: true });
}

/** The sentences of a start that was refused: on their own, without a trace of the program. */
async function refused(env: Record<string, string>, user: { uid?: number; gid?: number } = {}) {
  const { code, output } = await runProgram(start, env, user);
  expect(code).toBe(1);
  expect(output).not.toMatch(/^\s+at |node:internal|\.ts:\d/m);
  return output;
}

/** A program that listens and says nothing. */
async function occupy(): Promise<{ port: number; close(): void }> {
  const server = net.createServer();
  await once(server.listen(0), "listening");
  const address = server.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, close: () => server.close() };
}

const own = { LOTSE_URL: "https://lotse.example.com", LOTSE_SECRET: "0123456789abcdef0123456789abcdef" };

describe.concurrent("a start that cannot be is refused in a sentence", { timeout: 60_000 }, () => {
  it("when the environment is wrong, for each mistake", async () => {
    expect(await refused({ DATABASE_URL: "localhost/lotse", PORT: "http", LOTSE_DEMO: "yes" })).toBe(
      "DATABASE_URL must be an address like postgresql://user:password@host:5432/lotse.\n" +
        "PORT must be a port number between 1 and 65535.\n" +
        "LOTSE_DEMO must be 0 or 1.\n",
    );
  });

  it("when an own database comes without address and secret", async () => {
    expect(await refused({ DATABASE_URL: "postgresql://lotse@localhost/lotse" })).toBe(
      "LOTSE_URL is required when DATABASE_URL is set.\nLOTSE_SECRET is required when DATABASE_URL is set.\n",
    );
  });

  it("when nothing listens where the database should be", async () => {
    const port = await freePort();
    const DATABASE_URL = `postgresql://lotse:secret@127.0.0.1:${port}/lotse`;
    expect(await refused({ ...own, DATABASE_URL })).toBe(
      `The PostgreSQL at lotse@127.0.0.1:${port}/lotse cannot be used: nothing listens at that address.\n`,
    );
  });

  it("when there is no such host", async () => {
    const DATABASE_URL = "postgresql://lotse:secret@nowhere.invalid/lotse";
    expect(await refused({ ...own, DATABASE_URL })).toMatch(
      /^The PostgreSQL at lotse@nowhere\.invalid\/lotse cannot be used: (there is no host of that name|the name of the host cannot be looked up now)\.\n$/,
    );
  });

  it("when the host says nothing", async ({ onTestFinished }) => {
    const silent = await occupy();
    onTestFinished(() => void silent.close());
    const { port } = silent;
    const DATABASE_URL = `postgresql://lotse:secret@127.0.0.1:${port}/lotse`;
    expect(await refused({ ...own, DATABASE_URL })).toBe(
      `The PostgreSQL at lotse@127.0.0.1:${port}/lotse cannot be used: the host does not answer.\n`,
    );
  });

  it("when the password is wrong, without printing it", async () => {
    const { host } = new URL(inject("postgres").owner);
    const DATABASE_URL = `postgresql://lotse_owner:guessed@${host}/lotse`;
    expect(await refused({ ...own, DATABASE_URL })).toBe(
      `The PostgreSQL at lotse_owner@${host}/lotse cannot be used: the user name or the password is wrong.\n`,
    );
  });

  it("when the data directory cannot be made or written", async ({ onTestFinished }) => {
    const dataDir = await makeDataDir();
    onTestFinished(() => fs.rmSync(dataDir, { recursive: true }));
    fs.writeFileSync(path.join(dataDir, "file"), "");
    const LOTSE_DATA_DIR = path.join(dataDir, "file", "data");
    expect(await refused({ LOTSE_DATA_DIR })).toBe(
      `The data directory ${LOTSE_DATA_DIR} cannot be made: a part of the path is a file and not a folder.\n`,
    );

    // Root may write everywhere, so somebody else has to try; they need a checkout that they can enter.
    const isRoot = process.getuid?.() === 0;
    const closed = path.resolve().split(path.sep).slice(1);
    const open = closed.every((_, index) => {
      const folder = `/${closed.slice(0, index + 1).join("/")}`;
      return (fs.statSync(folder).mode & 0o005) === 0o005;
    });
    if (isRoot && !open) return;
    fs.chmodSync(dataDir, 0o555);
    const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    expect(await refused({ LOTSE_DATA_DIR: dataDir }, user)).toContain(
      `in ${path.join(dataDir, "postgres")}: this user has no permission for it.\n`,
    );
  });

  it("when another program has the port; PostgreSQL is stopped again", async ({ onTestFinished }) => {
    const dataDir = await makeDataDir();
    onTestFinished(() => removeDataDir(dataDir));
    const other = await occupy();
    onTestFinished(() => void other.close());
    const { port } = other;
    const output = await refused({ LOTSE_DATA_DIR: dataDir, PORT: String(port) });
    expect(output).toContain(
      `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start\n`,
    );
    expect(serverOf(dataDir)).toBeNull();
  });

  it("when another server has the data directory, with its process", async ({ onTestFinished }) => {
    const dataDir = await makeDataDir();
    onTestFinished(() => removeDataDir(dataDir));
    const holder = startHolder(dataDir);
    onTestFinished(() => holder.leave());
    await holder.expect("open");
    holder.send("claim");
    await holder.expect("done");
    expect(await refused({ LOTSE_DATA_DIR: dataDir, PORT: String(await freePort()) })).toContain(
      `Lotse is already running with this data directory, as process ${holder.pid}. Stop that one first, or set LOTSE_DATA_DIR to another folder.\n`,
    );
    expect(serverOf(dataDir)).not.toBeNull();
  });
});

describe("a running Lotse", { timeout: 60_000 }, () => {
  let dataDir: string;
  let port: number;
  let programs: string;

  beforeAll(async () => {
    dataDir = await makeDataDir();
    port = await freePort();
    programs = (await bundle(smallLotse)) ?? "";
  });
  afterAll(() => removeDataDir(dataDir));

  function startSmall(env: Record<string, string> = {}): Program {
    const lotse = startProgram([path.join(programs, "tests/support/small-lotse.mjs")], {
      LOTSE_PROGRAMS: programs,
      LOTSE_DATA_DIR: dataDir,
      LOTSE_DEMO: "0",
      PORT: String(port),
      ...env,
    });
    cleanups.push(async () => {
      for (const pid of lotse.processes()) process.kill(pid, "SIGKILL");
    });
    return lotse;
  }

  const get = (place: string): Promise<string> =>
    fetch(`http://127.0.0.1:${port}${place}`).then((r) => r.text());

  async function ends(...pids: number[]): Promise<void> {
    for (const begun = Date.now(); pids.some(isAlive); await sleep(20)) {
      if (Date.now() - begun > 10_000) throw new Error(`These processes live on: ${pids.filter(isAlive)}`);
    }
  }

  const workerOf = (lotse: Program): number => {
    const isWorker = (pid: number) =>
      fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/server/worker.mjs");
    return lotse.processes().find(isWorker) ?? 0;
  };

  it("finishes its requests on SIGTERM, also when npm says it twice, and leaves nothing behind", async () => {
    const lotse = startSmall();
    await lotse.said("Ctrl-C stops everything.");
    const agent = new http.Agent({ keepAlive: true });
    const slow = new Promise<string>((resolve, reject) => {
      const request = http.get({ port, path: "/slow", agent }, (response) => {
        response.setEncoding("utf8").on("data", resolve);
      });
      request.on("error", reject);
    });
    await sleep(300);
    const told = Date.now();
    lotse.child.kill("SIGTERM");
    lotse.child.kill("SIGINT");
    expect(Number(await slow)).toBeGreaterThan(0);
    expect(await lotse.ended).toBe(0);
    expect(Date.now() - told).toBeLessThan(5_000);
    expect(lotse.processes()).toEqual([]);
    expect(serverOf(dataDir)).toBeNull();
    agent.destroy();
  });

  it("starts what crashes again; killed hard, it takes its processes along and the next one goes on", async () => {
    const lotse = startSmall();
    await lotse.said("Ctrl-C stops everything.");
    const web = Number(await get("/"));
    await get("/crash").catch(() => {});
    await lotse.said("The web process ended unexpectedly (7); it is started again.");
    await expect.poll(() => get("/").catch(() => ""), { timeout: 10_000 }).toMatch(/^\d+$/);
    const secondWeb = Number(await get("/"));
    expect(secondWeb).not.toBe(web);

    const worker = workerOf(lotse);
    if (worker > 0) {
      process.kill(worker, "SIGKILL");
      await lotse.said("The worker process ended unexpectedly (SIGKILL); it is started again.");
      await expect.poll(() => workerOf(lotse), { timeout: 10_000 }).not.toBe(0);
      expect(workerOf(lotse)).not.toBe(worker);
    }
    const postgres = serverOf(dataDir)?.pid;
    const children = lotse.processes().filter((pid) => pid !== lotse.child.pid);
    lotse.child.kill("SIGKILL");
    await ends(secondWeb, ...children);
    expect(serverOf(dataDir)?.pid).toBe(postgres);

    const next = startSmall();
    await next.said("Ctrl-C stops everything.");
    expect(Number(await get("/"))).toBeGreaterThan(0);
    expect(serverOf(dataDir)?.pid).toBe(postgres);
    next.child.kill("SIGINT");
    expect(await next.ended).toBe(0);
    expect(serverOf(dataDir)).toBeNull();
  });

  it("comes through a PostgreSQL that was killed", async () => {
    const lotse = startSmall();
    await lotse.said("Ctrl-C stops everything.");
    const postgres = serverOf(dataDir)?.pid ?? 0;
    process.kill(postgres, "SIGKILL");
    await expect
      .poll(() => serverOf(dataDir)?.ready && serverOf(dataDir)?.pid !== postgres, { timeout: 15_000 })
      .toBe(true);
    expect(Number(await get("/"))).toBeGreaterThan(0);
    lotse.child.kill("SIGINT");
    expect(await lotse.ended).toBe(0);
    expect(serverOf(dataDir)).toBeNull();
  });

  it("says what keeps its web process from starting", async () => {
    const lotse = startSmall({ LOTSE_TEST_WEB: "dying" });
    expect(await lotse.ended).toBe(1);
    expect(lotse.output().trim().split("\n").at(-1)).toBe("This web process never comes up.");
    expect(lotse.processes()).toEqual([]);
    expect(serverOf(dataDir)).toBeNull();
  });

  it("gives up in a sentence when a process dies again and again", async () => {
    const lotse = startSmall({ LOTSE_TEST_WEB: "short-lived" });
    expect(await lotse.ended).toBe(1);
    expect(lotse.output().match(/it is started again/g)).toHaveLength(4);
    expect(lotse.output()).toContain(
      "The web process ended 5 times shortly after its start (last with 7), so Lotse stops. What went wrong is written above.\n",
    );
    expect(lotse.processes()).toEqual([]);
    expect(serverOf(dataDir)).toBeNull();
  });

  it("ends during the build, with the build", async () => {
    const lotse = startSmall({ LOTSE_TEST_BUILD: "endless" });
    await lotse.said("Building without end …");
    await expect
      .poll(() => lotse.processes().length, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(process.platform === "linux" ? 3 : 0);
    lotse.child.kill("SIGTERM");
    expect(await lotse.ended).toBe(0);
    expect(lotse.processes()).toEqual([]);
    expect(serverOf(dataDir)).toBeNull();
  });

  it("ends while its web process is still starting", async () => {
    const lotse = startSmall({ LOTSE_TEST_WEB: "late" });
    const isStarting = () => lotse.processes().length === 3 || process.platform !== "linux";
    await expect.poll(isStarting, { timeout: 20_000 }).toBe(true);
    await sleep(500);
    lotse.child.kill("SIGTERM");
    expect(await lotse.ended).toBe(0);
    expect(lotse.output()).not.toContain("Lotse is running");
    expect(lotse.processes()).toEqual([]);
    expect(serverOf(dataDir)).toBeNull();
  });

  it("takes the build along when it is killed hard", async () => {
    const lotse = startSmall({ LOTSE_TEST_BUILD: "endless" });
    await lotse.said("Building without end …");
    await sleep(1_000);
    const build = lotse.processes().filter((pid) => pid !== lotse.child.pid);
    lotse.child.kill("SIGKILL");
    await ends(...build);
  });

  it("ends at once on a second Ctrl-C", async () => {
    const lotse = startSmall();
    await lotse.said("Ctrl-C stops everything.");
    const slow = get("/slow").then(
      () => "answered",
      () => "cut off",
    );
    await sleep(200);
    lotse.child.kill("SIGINT");
    await sleep(700);
    lotse.child.kill("SIGINT");
    expect(await slow).toBe("cut off");
    expect(await lotse.ended).toBe(130);
    expect(lotse.processes()).toEqual([]);
    expect(serverOf(dataDir)).toBeNull();
  });
});
