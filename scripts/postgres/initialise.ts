import { randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { codeOf, inWords } from "@/scripts/postgres/in-words";
import { isAlive } from "@/scripts/postgres/processes";
import { complaint, run } from "@/scripts/postgres/run";
import { readSecret } from "@/scripts/postgres/secrets";
import { recordLocation, type Site } from "@/scripts/postgres/site";

/** The superuser of the embedded cluster: migrations and backup. */
export const ownerRole = "lotse_owner";

/**
 * Makes the cluster's files if there are none. initdb works in a folder beside, which is renamed when it is whole:
 * killed half-way it leaves nothing that looks like a cluster, and of two processes at once the second one finds
 * the name taken and uses what the first one made.
 */
export async function initialise(site: Site, say: (line: string) => void): Promise<void> {
  const version = await readVersion(site);
  if (version === null) {
    say("Setting up PostgreSQL …");
    await create(site);
  } else if (version !== site.major) {
    throw new Error(
      `The database in ${site.pgdata} was made by PostgreSQL ${version}, and this Lotse brings ${site.major}. Make a backup with the Lotse that you had, and restore it into a new data directory.`,
    );
  }
  await recordLocation(site);
}

async function readVersion({ pgdata, account }: Site): Promise<number | null> {
  try {
    return Number(await fs.readFile(path.join(pgdata, "PG_VERSION"), "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    if (codeOf(error) === "EACCES" && !account) {
      throw new Error(
        `The database in ${pgdata} belongs to another user. Start Lotse as the user who started it first.`,
      );
    }
    throw inWords(error, `The database in ${pgdata} cannot be read`);
  }
}

async function create(site: Site): Promise<void> {
  const { pgdata, account, bin } = site;
  await sweep(pgdata);
  const workshop = `${pgdata}.new-${process.pid}-${randomBytes(4).toString("hex")}`;
  const draft = path.join(workshop, "data");
  const passwordFile = path.join(workshop, "password");
  try {
    await fs.mkdir(workshop, { mode: 0o700 });
    await fs.writeFile(passwordFile, readSecret(site.dataDir, ownerRole), { mode: 0o600 });
    if (account) for (const file of [workshop, passwordFile]) await fs.chown(file, account.uid, account.gid);

    const made = await run(
      path.join(bin, "initdb"),
      [
        ...["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"],
        ...[`--username=${ownerRole}`, `--pwfile=${passwordFile}`, `--pgdata=${draft}`],
        ...(site.throwaway ? ["--no-sync"] : []),
      ],
      account,
    );
    if (made.code !== 0) throw new Error(complaint(made));
    await fs.rename(draft, pgdata);
  } catch (error) {
    if ((await readVersion(site)) === null)
      throw inWords(error, `PostgreSQL could not set up its data in ${pgdata}`);
  } finally {
    await fs.rm(workshop, { recursive: true, force: true });
  }
}

/** What an initdb killed hard has left: its process is gone, or it is far older than an initdb takes. */
async function sweep(pgdata: string): Promise<void> {
  const folder = path.dirname(pgdata);
  const prefix = `${path.basename(pgdata)}.new-`;
  for (const name of await fs.readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const workshop = path.join(folder, name);
    const { mtimeMs } = await fs.stat(workshop).catch(() => ({ mtimeMs: Date.now() }));
    const inUse =
      isAlive(Number(name.slice(prefix.length).split("-")[0])) && Date.now() - mtimeMs < 10 * 60_000;
    if (!inUse) await fs.rm(workshop, { recursive: true, force: true }).catch(() => undefined);
  }
}
