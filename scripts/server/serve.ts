import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { claimServer } from "@/scripts/postgres/claim";
import { buildIfNeeded } from "./build";
import { dataDirOf, environmentOrExit, openDatabase, processEnvironment } from "./database";
import { plantDemo, printSignIns } from "./demo";
import { prepareDatabase } from "./prepare-database";

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** How long a child may take to end in order before it is killed. */
const graceMs = 12_000;

/** `npm start`: the database, its migrations, the build, the web server and the worker, and all of it down again. */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  const environment = environmentOrExit();
  const undo: (() => Promise<unknown>)[] = [];
  const children: ChildProcess[] = [];
  let ending = false;

  async function end(code: number): Promise<void> {
    if (ending) return;
    ending = true;
    await Promise.all(children.map(stopChild));
    for (const step of undo.reverse()) await step().catch(() => {});
    process.exit(code);
  }
  process.on("SIGINT", () => void end(0));
  process.on("SIGTERM", () => void end(0));
  process.on("SIGHUP", () => void end(0));

  try {
    const dataDir = dataDirOf(environment);
    const database = await openDatabase(environment, say);
    undo.push(database.leave);
    const claim = await claimServer({ url: database.claimUrl, dataDir });
    undo.push(claim.leave);
    await prepareDatabase(database, say);
    Object.assign(process.env, processEnvironment(environment, database));
    const demo = await plantDemo({
      wanted: environment.LOTSE_DEMO,
      embedded: database.embedded,
      dataDir,
      say,
    });
    if (!dev) await buildIfNeeded(say);
    if (ending) return;

    const start = (name: "web" | "worker", env: Record<string, string>): Promise<void> =>
      startChild(
        name,
        { ...env, NODE_ENV: dev ? "development" : "production" },
        dev,
        children,
        () => ending,
        end,
      );
    await Promise.all([start("web", {}), start("worker", { LOTSE_OWNER_DATABASE_URL: database.ownerUrl })]);
    say("");
    say(`Lotse is running at ${process.env.LOTSE_URL}`);
    if (demo) printSignIns(demo, say);
    say("Ctrl-C stops everything.");
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    await end(1);
  }
}

function startChild(
  name: "web" | "worker",
  env: Record<string, string>,
  dev: boolean,
  children: ChildProcess[],
  isEnding: () => boolean,
  end: (code: number) => Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(process.cwd(), "scripts/server", `${name}.ts`), dev ? ["--dev"] : [], {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, ...env, LOTSE_PROCESS: name },
      // The terminal's Ctrl-C reaches only us; we end the children in order.
      detached: true,
    });
    children.push(child);
    let ready = false;
    child.on("message", (message: { ready?: true; failed?: string }) => {
      if (message.failed) reject(new Error(message.failed));
      if (message.ready) {
        ready = true;
        resolve();
      }
    });
    child.on("exit", (code, signal) => {
      children.splice(children.indexOf(child), 1);
      if (isEnding()) return;
      if (!ready)
        return reject(new Error(`The ${name} process ended before it was ready (${signal ?? code}).`));
      process.stderr.write(
        `The ${name} process ended unexpectedly (${signal ?? code}); it is started again.\n`,
      );
      setTimeout(() => {
        if (isEnding()) return;
        startChild(name, env, dev, children, isEnding, end).catch((error: Error) => {
          process.stderr.write(`${error.message}\n`);
          void end(1);
        });
      }, 1_000);
    });
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
