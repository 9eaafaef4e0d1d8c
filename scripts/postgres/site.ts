import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { findAccount } from "@/scripts/postgres/account";
import { type Binaries, findBinaries } from "@/scripts/postgres/binaries";
import { codeOf, inWords } from "@/scripts/postgres/in-words";
import type { Account } from "@/scripts/postgres/run";
import { run } from "@/scripts/postgres/run";
import { makeStateFolder, systemStateFolder } from "@/scripts/postgres/state-folder";

/** Where one embedded PostgreSQL lives and who runs it. `throwaway` gives up safety against power cuts for speed. */
export type Site = Binaries & {
  dataDir: string;
  pgdata: string;
  log: string;
  account: Account | null;
  throwaway: boolean;
};

export type FindSite = {
  dataDir: string;
  /** Receives one line of progress or explanation at a time, for the terminal. */
  say: (line: string) => void;
  /** For tests: several times faster, and lost at a power cut. */
  throwaway?: boolean;
  /** For tests: where root puts what PostgreSQL cannot reach where it is. */
  stateFolder?: string;
};

export async function findSite({
  dataDir,
  say,
  throwaway = false,
  stateFolder = systemStateFolder,
}: FindSite): Promise<Site> {
  const home = await openFolder(dataDir);
  const recorded = await readLocation(home);
  const known = recorded ?? path.join(home, "postgres");
  const exists = await isThere(known);
  if (recorded && !exists) {
    throw new Error(
      `${locationFile(home)} says that the database is in ${recorded}, but nothing is there. Bring it back, or delete that file to begin with an empty database.`,
    );
  }
  const account = await findAccount(exists ? known : null);
  const binaries = await findBinaries(account, stateFolder, say);
  const pgdata = exists ? known : await chooseLocation(home, account, stateFolder, say);
  return { ...binaries, dataDir: home, pgdata, log: path.join(home, "postgres.log"), account, throwaway };
}

/** Called once the data exists, so that a start killed before that does not point to nothing. */
export async function recordLocation({ dataDir, pgdata }: Site): Promise<void> {
  if (path.dirname(pgdata) === dataDir) return;
  await fs.writeFile(locationFile(dataDir), `${pgdata}\n`).catch((error) => {
    throw inWords(error, `${locationFile(dataDir)} cannot be written`);
  });
}

async function openFolder(dataDir: string): Promise<string> {
  try {
    await fs.mkdir(dataDir, { recursive: true });
    return await fs.realpath(dataDir);
  } catch (error) {
    throw inWords(error, `The data directory ${path.resolve(dataDir)} cannot be used`);
  }
}

/** `postgres-location` exists only where the data had to go elsewhere, and is followed for ever after. */
async function readLocation(home: string): Promise<string | null> {
  try {
    return (await fs.readFile(locationFile(home), "utf8")).trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw inWords(error, `${locationFile(home)} cannot be read`);
  }
}

async function chooseLocation(
  home: string,
  account: Account | null,
  stateFolder: string,
  say: (line: string) => void,
): Promise<string> {
  if (!account || (await canEnter(home, account))) return path.join(home, "postgres");

  const name = createHash("sha256").update(home).digest("hex").slice(0, 16);
  const pgdata = path.join(stateFolder, name, "postgres");
  say(`PostgreSQL runs as ${account.name}, who cannot enter ${home}; its data is kept in ${pgdata}.`);
  await makeStateFolder(stateFolder, path.dirname(pgdata));
  return pgdata;
}

async function canEnter(folder: string, account: Account): Promise<boolean> {
  const { code } = await run("/bin/sh", ["-c", 'cd "$1"', "sh", folder], account);
  return code === 0;
}

function locationFile(home: string): string {
  return path.join(home, "postgres-location");
}

async function isThere(file: string): Promise<boolean> {
  try {
    await fs.access(file);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw inWords(error, `${file} cannot be reached`);
  }
}
