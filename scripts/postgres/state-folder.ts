import fs from "node:fs/promises";
import { inWords } from "@/scripts/postgres/in-words";

/** Where root keeps what an unprivileged PostgreSQL must reach when the checkout or the data directory is closed to it. */
export const systemStateFolder = "/var/lib/lotse";

/** Open to be passed through, whatever root's umask is: what is secret inside has its own mode. */
export async function makeStateFolder(stateFolder: string, folder = stateFolder): Promise<void> {
  try {
    await fs.mkdir(folder, { recursive: true });
    await fs.chmod(stateFolder, 0o755);
    await fs.chmod(folder, 0o755);
  } catch (error) {
    throw inWords(
      error,
      `PostgreSQL cannot run as root from a closed folder, and ${folder} cannot be used instead`,
    );
  }
}
