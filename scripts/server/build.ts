import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
];

function* filesOf(place: string): Generator<string> {
  if (!existsSync(place)) return;
  if (statSync(place).isFile()) yield place;
  else for (const name of readdirSync(place).sort()) yield* filesOf(path.join(place, name));
}

/** SHA-256 over the names and contents of everything that a build is made from. */
function sourceHash(): string {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of filesOf(source)) {
      if (file.startsWith(path.join("lib", "db", "generated"))) continue;
      hash.update(file).update("\0").update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

const buildDir = (): string => process.env.LOTSE_BUILD_DIR || ".next";

/**
 * Builds if the build does not match the source; a warm start finds that it does and goes on. Rejects when it is
 * stopped; what is half built then is built again.
 */
export async function buildIfNeeded(say: (line: string) => void, stopped?: AbortSignal): Promise<void> {
  const stamp = path.join(buildDir(), "lotse-source-hash");
  const wanted = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Building the application (once per version; about a minute) …");
  rmSync(stamp, { force: true });
  const { code, output } = await runBuild("node_modules/next/dist/bin/next", stopped);
  stopped?.throwIfAborted();
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
  writeFileSync(stamp, wanted);
}

/** Runs the build to its end; neither a signal to us nor our death leaves it or its helpers behind. */
export function runBuild(
  program: string,
  stopped?: AbortSignal,
): Promise<{ code: number | null; output: string }> {
  const lines: string[] = [];
  const build = fork(program, ["build"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Should we be killed, it lets go of the build folder for the next start.
    execArgv: ["--import", pathToFileURL("scripts/server/end-with-parent.mjs").href],
    // Types are checked by `npm test`; checking them again here would only make people wait.
    env: { ...process.env, LOTSE_SKIP_TYPES: "1", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    // A group of its own: the terminal's Ctrl-C reaches only us, and we end it with its helpers.
    detached: true,
  });
  for (const stream of [build.stdout, build.stderr]) stream?.on("data", (data) => lines.push(String(data)));
  const end = (): void => {
    if (build.pid === undefined || build.exitCode !== null || build.signalCode !== null) return;
    process.kill(-build.pid, "SIGKILL");
  };
  stopped?.addEventListener("abort", end);
  return new Promise((resolve, reject) => {
    build.on("error", reject);
    build.on("close", (code) => {
      stopped?.removeEventListener("abort", end);
      resolve({ code, output: lines.join("") });
    });
  });
}
