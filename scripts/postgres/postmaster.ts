import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inWords } from "@/scripts/postgres/in-words";
import { findFreePort } from "@/scripts/postgres/ports";
import { isAlive, isPostgres, worksIn } from "@/scripts/postgres/processes";
import { run, spawnAs } from "@/scripts/postgres/run";
import { listSettings } from "@/scripts/postgres/settings";
import type { Site } from "@/scripts/postgres/site";

export type Postmaster = { pid: number; port: number; ready: boolean };

/**
 * The server that runs on this data, whoever started it, read from its `postmaster.pid`. A file left behind by one
 * that was killed counts as none, even if its process id belongs to another program by now.
 */
export function findPostmaster(pgdata: string): Postmaster | null {
  const lines = readPidFile(pgdata);
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0) || !worksIn(pid, fs.realpathSync(pgdata))) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * Starts the server and waits until it accepts connections, or for a while if it has to recover first. It is a
 * process of its own and survives us. Rejects with what the server wrote into its log, also if another process
 * started it a moment earlier.
 */
export async function startPostmaster(site: Site, preferredPort: number | null): Promise<void> {
  const { bin, pgdata, account } = site;
  disownStalePidFile(pgdata);
  const log = openLog(site);
  const logged = fs.fstatSync(log).size;
  const port = await findFreePort(preferredPort);
  const settings = Object.entries(listSettings(site, port)).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const server = spawn(path.join(bin, "postgres"), ["-D", fs.realpathSync(pgdata), ...settings], {
    ...spawnAs(account),
    stdio: ["ignore", log, log],
  });
  fs.closeSync(log);

  const state: { ended?: Error | true } = {};
  server.on("error", (error) => {
    state.ended = error;
  });
  server.on("exit", () => {
    state.ended = true;
  });
  for (const begun = Date.now(); !state.ended && Date.now() - begun < 5_000; await sleep(20)) {
    const running = findPostmaster(pgdata);
    if (running?.pid === server.pid && running?.ready) break;
  }
  server.unref();
  if (state.ended) {
    const reason = state.ended === true ? readFrom(site.log, logged) : state.ended;
    throw inWords(reason, "PostgreSQL could not be started");
  }
}

/**
 * Ends all connections, writes everything to disk and returns when the server is gone. Not by `pg_ctl stop`, which
 * watches the pid file and so would wait for a server that somebody else starts right afterwards.
 */
export async function stopPostmaster({ bin, pgdata, account, log }: Site): Promise<void> {
  const home = fs.realpathSync(pgdata);
  const pid = findPostmaster(pgdata)?.pid;
  if (!pid) return;
  await run(path.join(bin, "pg_ctl"), ["kill", "INT", String(pid)], account);
  for (const begun = Date.now(); worksIn(pid, home); await sleep(20)) {
    if (Date.now() - begun > 5 * 60_000) throw new Error(`PostgreSQL does not stop. Its log is ${log}.`);
  }
}

/**
 * PostgreSQL itself passes over the file of a dead process, but not over one whose process id was given to another
 * program of the same user, as often happens when a container starts again. Such a file gets the id of no process;
 * the rest of it stays, because by it PostgreSQL sees whether workers of the dead server are still writing.
 */
function disownStalePidFile(pgdata: string): void {
  const lines = readPidFile(pgdata);
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0) || !isAlive(pid) || isPostgres(pid)) return;
  const nobody = "2147483646";
  fs.writeFileSync(path.join(pgdata, "postmaster.pid"), [nobody, ...lines.slice(1)].join("\n"));
}

function readPidFile(pgdata: string): string[] | null {
  try {
    return fs.readFileSync(path.join(pgdata, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
}

/** Opened by us and inherited, so that it can lie in a folder that the server's account cannot enter. */
function openLog({ log }: Site): number {
  try {
    const size = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    if (size > 10 * 1024 * 1024) fs.renameSync(log, `${log}.1`);
    return fs.openSync(log, "a", 0o600);
  } catch (error) {
    throw inWords(error, `The log ${log} cannot be written`);
  }
}

/** The last things that the server said before it ended, without what it always says. */
function readFrom(log: string, position: number): Error {
  const lines = fs.readFileSync(log).subarray(position).toString("utf8").trim().split("\n");
  const words = lines
    .map((line) => line.replace(/^.*?\b(LOG|WARNING|FATAL|PANIC): +/, ""))
    .filter(
      (line) =>
        !/^(starting PostgreSQL|listening on|database system is shut down|HINT)|^[-\d: .]+ UTC.*HINT/.test(
          line,
        ),
    )
    .slice(-3);
  return new Error(`${words.join("; ") || "it ended without a word"} (log: ${log})`);
}
