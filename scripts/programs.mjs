// Plain JavaScript, like run.mjs, which needs it before TypeScript can be run. What an operator starts is bundled once
// per version of its source: a program of a thousand small files spends most of its start on reading them one by one.
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
/** Inside the checkout, so that packages are found from there as from the source. */
const home = path.join(root, "node_modules/.cache/lotse");

/** What an operator starts, and what that starts in turn. */
export const operators = [
  "scripts/start.ts",
  "scripts/dev.ts",
  "scripts/build.ts",
  "scripts/lotse.ts",
  "scripts/server/web.ts",
  "scripts/server/worker.ts",
];

/**
 * Bundles programs of this checkout unless that is done already.
 * @returns the folder where each has its place under its own path as `.mjs`, or null where this account may not write
 */
export async function bundle(entries = operators) {
  const folder = path.join(home, hashOfSources(entries));
  if (existsSync(folder)) return folder;
  try {
    mkdirSync(home, { recursive: true });
    accessSync(home, constants.W_OK);
  } catch {
    return null;
  }
  const { build } = await import("esbuild");
  dropOld();
  // Made beside and moved into its place: others see nothing or all of it.
  const making = path.join(home, `making-${process.pid}`);
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outbase: root,
    outdir: making,
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    outExtension: { ".js": ".mjs" },
    tsconfig: path.join(root, "tsconfig.json"),
    logLevel: "warning",
  });
  try {
    renameSync(making, folder);
  } catch {
    // Another process was faster.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

function hashOfSources(entries) {
  const hash = createHash("sha256").update(entries.join());
  const add = (file) =>
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(path.join(root, file)));
  const walk = (folder) => {
    for (const one of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const place = path.join(folder, one.name);
      if (place === generated) continue;
      if (one.isDirectory()) walk(place);
      else if (/\.(ts|json)$/.test(one.name)) add(place);
    }
  };
  const places = new Set(["app", "lib", "scripts", ...entries.map((entry) => path.dirname(entry))]);
  for (const place of places) if (!/^scripts\//.test(place)) walk(place);
  for (const file of ["prisma/schema.prisma", "tsconfig.json", "package-lock.json"]) add(file);
  return hash.digest("hex").slice(0, 32);
}

const monthMs = 30 * 24 * 3_600_000;

/** Of versions that nobody has run for long; a server of last week may yet read a part of its own. */
function dropOld() {
  for (const name of readdirSync(home)) {
    const place = path.join(home, name);
    if (Date.now() - statSync(place).mtimeMs > monthMs) rmSync(place, { recursive: true, force: true });
  }
}

const generated = path.join("lib", "db", "generated");
