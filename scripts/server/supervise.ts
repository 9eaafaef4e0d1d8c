import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a child may take to end in order before it is killed. */
const graceMs = 12_000;
/** A child that ends sooner than this after its start has failed to do its work at all. */
const quickMs = 30_000;
/** So many quick ends one after the other, and starting it again is no help. */
const maxQuickEnds = 5;
const firstPauseMs = 500;

export type Supervisor = {
  /** Starts a program and keeps it running; resolves once it says that it is ready, rejects with its sentence. */
  start(name: string, program: string, env: Record<string, string>): Promise<void>;
  /** Rejects with a sentence when a program cannot be kept running. */
  failed: Promise<never>;
  /** Ends all of them in order: they finish what they are doing. */
  stop(): Promise<void>;
  /** Ends all of them at once. */
  kill(): void;
};

/** What a child says to the process that started it. */
export type ChildMessage = { ready: true } | { failed: string };

/** Looks after the processes that do the work: they are started again when they die, until that is hopeless. */
export function supervise(args: string[], say: (line: string) => void): Supervisor {
  const children = new Set<ChildProcess>();
  const stopping = new AbortController();
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => {});

  function launch(program: string, env: Record<string, string>) {
    const begun = Date.now();
    const child = fork(fileOf(program), args, {
      env: { ...process.env, ...env },
      // The terminal's Ctrl-C reaches only us; we end the children in order.
      detached: true,
    });
    children.add(child);
    let sentence: string | undefined;
    const ready = new Promise<void>((resolve) => {
      child.on("message", (message: ChildMessage) => {
        if ("failed" in message) sentence = message.failed;
        else resolve();
      });
    });
    const ended = new Promise<{ why: string; sentence?: string; quick: boolean }>((resolve) => {
      const over = (why: string) => {
        children.delete(child);
        resolve({ why, sentence, quick: Date.now() - begun < quickMs });
      };
      child.on("exit", (code, signal) => over(String(signal ?? code)));
      child.on("error", (error) => {
        if (child.pid === undefined) over(error.message);
      });
    });
    return { ready, ended };
  }

  async function keepRunning(
    name: string,
    run: ReturnType<typeof launch>,
    again: () => ReturnType<typeof launch>,
  ) {
    let quickEnds = 0;
    for (let running = run; ; running = again()) {
      const { why, sentence, quick } = await running.ended;
      if (stopping.signal.aborted) return;
      quickEnds = quick ? quickEnds + 1 : 0;
      if (quickEnds === maxQuickEnds) {
        throw new Error(
          sentence ??
            `The ${name} process ended ${quickEnds} times shortly after its start (last with ${why}), so Lotse stops. What went wrong is written above.`,
        );
      }
      say(`The ${name} process ended unexpectedly (${sentence ?? why}); it is started again.`);
      await sleep(firstPauseMs * 2 ** Math.max(0, quickEnds - 1), undefined, { signal: stopping.signal });
    }
  }

  return {
    failed,
    async start(name, program, env) {
      const again = () => launch(program, { ...env, LOTSE_PROCESS: name });
      const first = again();
      await Promise.race([
        first.ready,
        first.ended.then(({ why, sentence }) => {
          throw new Error(sentence ?? `The ${name} process ended before it was ready (${why}).`);
        }),
      ]);
      keepRunning(name, first, again).catch((error: Error) => {
        if (!stopping.signal.aborted) fail(error);
      });
    },
    async stop() {
      stopping.abort();
      await Promise.all([...children].map(stopChild));
    },
    kill() {
      stopping.abort();
      for (const child of children) child.kill("SIGKILL");
    },
  };
}

/** Where programs are bundled (scripts/programs.mjs) they stand under their own path; else the source is run as ours is. */
function fileOf(program: string): string {
  const { LOTSE_PROGRAMS: bundled } = process.env;
  return bundled ? path.join(bundled, program.replace(/\.ts$/, ".mjs")) : path.resolve(program);
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
