import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

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

/** Builds if the build does not match the source; a warm start finds that it does and goes on. */
export async function buildIfNeeded(say: (line: string) => void): Promise<void> {
  const stamp = path.join(buildDir(), "lotse-source-hash");
  const wanted = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Building the application (once per version; about a minute) …");
  const lines: string[] = [];
  const code = await new Promise<number | null>((resolve) => {
    const build = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      stdio: ["ignore", "pipe", "pipe"],
      // Types are checked by `npm test`; checking them again here would only make people wait.
      env: { ...process.env, LOTSE_SKIP_TYPES: "1", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    for (const stream of [build.stdout, build.stderr]) stream.on("data", (data) => lines.push(String(data)));
    build.on("close", resolve);
  });
  if (code !== 0) throw new Error(`The build failed:\n${lines.join("")}`);
  writeFileSync(stamp, wanted);
}
