import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Program = {
  child: ChildProcess;
  /** What it and its children have printed so far. */
  output(): string;
  stdout(): string;
  /** Resolves when this has been printed (anew after `from` characters). */
  said(text: string, from?: number): Promise<void>;
  ended: Promise<number | null>;
  /** Process ids of it and every Node.js that it has started, as far as the system tells (Linux). */
  processes(): number[];
};

type Options = { stdin?: string; uid?: number; gid?: number };

/** Starts a program of this checkout in an environment in which nothing of ours is set but what is given. */
export function startProgram(
  args: string[],
  env: Record<string, string>,
  { stdin, ...user }: Options = {},
): Program {
  const mark = randomBytes(8).toString("hex");
  const environment: NodeJS.ProcessEnv = { ...process.env };
  for (const name of Object.keys(environment))
    if (/^(LOTSE_|DATABASE_|NEXTAUTH_|PORT$|NODE_ENV$|VITEST|SMTP_URL$)/.test(name))
      Reflect.deleteProperty(environment, name);
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...environment, LOTSE_ENV_FILE: "", ...env, LOTSE_TEST_MARK: mark },
    ...user,
  });
  child.stdin.on("error", () => {});
  child.stdin.end(stdin ?? "");
  let stdout = "";
  let output = "";
  child.stdout.on("data", (data) => {
    stdout += data;
    output += data;
  });
  child.stderr.on("data", (data) => {
    output += data;
  });
  // What it printed last may arrive after its end; what it has started may hold the pipe open for longer.
  const closed = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const ended = new Promise<number | null>((resolve) =>
    child.on("exit", (code) => void Promise.race([closed, sleep(1_000)]).then(() => resolve(code))),
  );
  return {
    child,
    output: () => output,
    stdout: () => stdout,
    ended,
    async said(text, from = 0) {
      while (!output.slice(from).includes(text)) {
        if (child.exitCode !== null)
          throw new Error(`It ended (${child.exitCode}) without "${text}":\n${output}`);
        await sleep(30);
      }
    },
    processes: () => marked(mark),
  };
}

/** Runs a program to its end. */
export async function runProgram(...what: Parameters<typeof startProgram>) {
  const program = startProgram(...what);
  const code = await program.ended;
  return { code, output: program.output(), stdout: program.stdout() };
}

/** `npm start` and the operator's command line as npm calls them. */
export const start = ["scripts/run.mjs", "start"];
export const lotse = (...words: string[]): string[] => ["scripts/run.mjs", "lotse", ...words];

function marked(mark: string): number[] {
  if (process.platform !== "linux") return [];
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const [program = ""] = fs.readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
        return (
          path.basename(program).startsWith("node") &&
          fs.readFileSync(`/proc/${name}/environ`, "latin1").includes(mark)
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
