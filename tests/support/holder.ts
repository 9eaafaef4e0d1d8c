import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";

export type Holder = {
  pid: number;
  said: string[];
  /** The value of the next answer of this kind; rejects with the message if the process fails or ends. */
  expect(kind: string): Promise<unknown>;
  send(command: string): void;
  kill(): Promise<void>;
  leave(): Promise<void>;
};

type Place = { root?: string; stateFolder?: string; uid?: number; gid?: number };

const checkout = path.resolve(import.meta.dirname, "../..");

/** Starts tests/support/cluster-holder.ts, from another checkout or as another user if asked. */
export function startHolder(dataDir: string, { root, stateFolder, ...user }: Place = {}): Holder {
  const home = root ?? checkout;
  const program = path.join(home, "tests/support/cluster-holder.ts");
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = spawn(
    process.execPath,
    ["--import", tsx, program, dataDir, ...(stateFolder ? [stateFolder] : [])],
    {
      cwd: home,
      stdio: ["pipe", "pipe", "inherit"],
      ...user,
    },
  );
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const said: string[] = [];

  async function expect(kind: string): Promise<unknown> {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The process ended before "${kind}".`);
      const answer: { kind: string; value: unknown } = JSON.parse(value);
      if (answer.kind === kind) return answer.value;
      if (answer.kind === "failed") throw new Error(String(answer.value));
      if (answer.kind === "said") said.push(String(answer.value));
    }
  }
  const send = (command: string) => void child.stdin.write(`${command}\n`);

  return {
    pid: child.pid ?? 0,
    said,
    expect,
    send,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async leave() {
      send("leave");
      await exited;
    },
  };
}
