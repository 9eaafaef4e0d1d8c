import { spawn } from "node:child_process";

/** A user of the operating system that programs can be run as. */
export type Account = { name: string; uid: number; gid: number };

export type Outcome = { code: number | null; stdout: string; stderr: string };

/** Runs a program to its end, as another account if one is given; rejects only if it could not be started. */
export function run(file: string, args: string[], account: Account | null = null): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...spawnAs(account), stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * Options that every PostgreSQL program is started with: from `/`, because another account may not be able to
 * enter the current folder, in its own process group, so that Ctrl-C in the terminal reaches only us, with
 * English messages, and without PG… variables, which belong to somebody else's PostgreSQL.
 */
export function spawnAs(account: Account | null) {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C" };
  for (const name of Object.keys(env)) if (name.startsWith("PG")) delete env[name];
  return { cwd: "/", detached: true, env, ...(account && { uid: account.uid, gid: account.gid }) };
}

/** What a program complained about, without its clean-up messages and without the time of day. */
export function complaint({ stdout, stderr, code }: Outcome): string {
  const lines = (stderr.trim() || stdout.trim())
    .split("\n")
    .filter((line) => line.trim() !== "" && !/removing|exited with|hint:/i.test(line))
    .map((line) => line.replace(/^.*\b(FATAL|ERROR): +|^initdb: error: /, ""));
  return lines.slice(-2).join("; ") || `exit code ${code}`;
}
