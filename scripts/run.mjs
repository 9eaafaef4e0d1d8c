// Plain JavaScript without dependencies: it runs before anything is installed. It brings packages and the generated
// database client up to date, then hands over to the TypeScript command.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  giveUp(`Lotse needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
}

const commands = ["start", "dev", "build", "lotse", "test", "bench"];
const [command = "", ...rest] = process.argv.slice(2);
if (!commands.includes(command)) giveUp(`Unknown command "${command}". One of: ${commands.join(", ")}.`);

const read = (file) => (existsSync(file) ? readFileSync(file) : null);
const hashOf = (...contents) =>
  contents.reduce((hash, one) => hash.update(one ?? ""), createHash("sha256")).digest("hex");

function installed(lock) {
  const present = read("node_modules/.package-lock.json");
  if (!present) return false;
  const have = JSON.parse(present).packages ?? {};
  return Object.entries(JSON.parse(lock).packages).every(
    ([name, wanted]) => name === "" || wanted.optional || have[name]?.version === wanted.version,
  );
}

/** A file that only one process at a time has. What one that was killed has left behind is taken over. */
function takeTurn() {
  const file = path.join(tmpdir(), `lotse-${hashOf(root, String(process.getuid?.())).slice(0, 16)}`);
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return file;
    } catch (error) {
      if (error.code !== "EEXIST") return file;
      try {
        const isOld = Date.now() - statSync(file).mtimeMs > 10 * 60_000;
        if (isOld || !isAlive(Number(readFileSync(file, "utf8")))) rmSync(file);
      } catch (failure) {
        if (failure.code !== "ENOENT") return file;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Work that is done once for this content. Of several processes one does it, and the others find it done. */
function once(stamp, wanted, work) {
  const isDone = () => read(stamp)?.toString() === wanted;
  if (isDone()) return;
  const turn = takeTurn();
  try {
    if (isDone()) return;
    work();
    noteDown(stamp, wanted);
  } finally {
    rmSync(turn, { force: true });
  }
}

function noteDown(stamp, wanted) {
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // A checkout that only its owner may write; it is looked through again next time.
  }
}

function installPackages() {
  const lock = read("package-lock.json");
  if (!lock) giveUp("package-lock.json is missing: this is not a complete checkout.");
  once("node_modules/.lotse-installed", hashOf(lock), () => {
    if (installed(lock)) return;
    process.stderr.write("Installing packages (once; this takes a minute) …\n");
    const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    if (npm.status !== 0) giveUp("The packages could not be installed: see npm's message above.");
  });
}

function generateClient() {
  const wanted = hashOf(read("prisma/schema.prisma"), read("node_modules/prisma/package.json"));
  once("lib/db/generated/.made-from", wanted, () => {
    const made = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    });
    if (made.status !== 0) giveUp(`The database client could not be generated:\n${made.stderr}`);
  });
}

/** What the operator has written down; what is set in the environment counts more. Tests and builds do not read it. */
function loadEnvironmentFile() {
  const file = process.env.LOTSE_ENV_FILE ?? ".env";
  if (file === "" || !["start", "dev", "lotse"].includes(command) || !existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    giveUp(`The environment file ${file} cannot be read: ${error.message}`);
  }
}

installPackages();
generateClient();
loadEnvironmentFile();
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.argv = [process.argv[0], command, ...rest];
const { bundle, operators } = await import("./programs.mjs");
const program = `scripts/${command}.ts`;
const bundled = operators.includes(program) ? await bundle() : null;
if (bundled) {
  process.env.LOTSE_PROGRAMS = bundled;
  await import(pathToFileURL(path.join(bundled, program.replace(/ts$/, "mjs"))).href);
} else {
  // Read file by file: for what loads the source itself, and where nothing may be written.
  const { register } = await import("tsx/esm/api");
  register();
  process.execArgv.push("--import", "tsx");
  await import(pathToFileURL(path.join(root, program)).href);
}
