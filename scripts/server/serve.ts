import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "@/lib/db/client";
import type { Environment } from "@/lib/env/env";
import { claimServer } from "@/scripts/postgres/claim";
import { buildIfNeeded } from "./build";
import { dataDirOf, environmentOrExit, openDatabase, processEnvironment } from "./database";
import { plantDemo, printSignIns } from "./demo";
import { requireFreePort } from "./port";
import { prepareDatabase } from "./prepare-database";
import { onSignals } from "./signals";
import { type Supervisor, supervise } from "./supervise";

type Serve = {
  dev?: boolean;
  /** The program that answers requests. */
  web?: string;
  /** What has to be made before it can run; rejects when told to stop. */
  build?: (say: (line: string) => void, stopped: AbortSignal) => Promise<void>;
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const complain = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
};

/**
 * `npm start`: the database, its migrations, the build, the web server and the worker, and all of it down again. The
 * first signal ends everything in order, a second one at once, and a third one leaves everything as it is.
 */
export async function serve({
  dev = false,
  web = "scripts/server/web.ts",
  build = dev ? undefined : buildIfNeeded,
}: Serve = {}): Promise<void> {
  const environment = environmentOrExit();
  const supervisor = supervise(dev ? ["--dev"] : [], say);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = new AbortController();
  const stopped = stop.signal;
  const told = new Promise<never>((_resolve, reject) => {
    stopped.addEventListener("abort", () => reject(stopped.reason));
  });
  told.catch(() => {});

  let down: Promise<void> | undefined;
  const takeDown = (): Promise<void> => {
    down ??= (async () => {
      await supervisor.stop();
      for (const step of undo.reverse()) await step().catch(complain);
    })();
    return down;
  };

  let code = 0;
  onSignals(
    () => {
      say("Stopping …");
      stop.abort(new Error("told to stop"));
    },
    () => {
      if (code === 130) process.exit(code);
      code = 130;
      supervisor.kill();
      void takeDown().then(() => process.exit(code));
    },
  );
  // A closed terminal must not keep us from ending in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

  const giveUp = (error: unknown): void => {
    if (stopped.aborted) return;
    complain(error);
    code = 1;
  };
  process.on("uncaughtException", (error) => {
    giveUp(error);
    stop.abort(error);
  });

  try {
    await bringUp({ environment, dev, web, build, supervisor, undo, stopped, told });
    await Promise.race([told, supervisor.failed]);
  } catch (error) {
    giveUp(error);
  }
  await takeDown();
  process.exit(code);
}

type Ascent = {
  environment: Environment;
  dev: boolean;
  web: string;
  build: Serve["build"];
  supervisor: Supervisor;
  /** What has to be taken down again, in the order in which it came up. */
  undo: (() => Promise<unknown>)[];
  stopped: AbortSignal;
  /** Rejects when `stopped` is aborted. */
  told: Promise<never>;
};

async function bringUp({
  environment,
  dev,
  web,
  build,
  supervisor,
  undo,
  stopped,
  told,
}: Ascent): Promise<void> {
  const dataDir = dataDirOf(environment);
  const database = await openDatabase(environment, say);
  undo.push(database.leave);
  stopped.throwIfAborted();
  const claim = await claimServer({ url: database.claimUrl, dataDir });
  // A server that has gone does not answer a farewell either.
  undo.push(() => Promise.race([claim.leave(), sleep(5_000)]));
  // Now, because finding it out from the web process would take a whole build.
  await requireFreePort(environment.PORT);
  stopped.throwIfAborted();
  await prepareDatabase(database, say);
  stopped.throwIfAborted();
  Object.assign(process.env, processEnvironment(environment, database));
  const { LOTSE_DEMO: wanted } = environment;
  const signIns = await plantDemo({ wanted, embedded: database.embedded, dataDir, say });
  await closeDatabase();
  stopped.throwIfAborted();
  await build?.(say, stopped);
  stopped.throwIfAborted();

  const mode = { NODE_ENV: dev ? "development" : "production" };
  const owner = { LOTSE_OWNER_DATABASE_URL: database.ownerUrl };
  await Promise.race([
    told,
    Promise.all([
      supervisor.start("web", web, mode),
      supervisor.start("worker", "scripts/server/worker.ts", { ...mode, ...owner }),
    ]),
  ]);
  say("");
  say(`Lotse is running at ${process.env.LOTSE_URL}`);
  if (signIns) printSignIns(signIns, say);
  say("Ctrl-C stops everything.");
}
