import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openCluster } from "@/scripts/postgres/cluster";
import { prepareDatabase } from "@/scripts/server/prepare-database";

declare module "vitest" {
  interface ProvidedContext {
    /** Addresses that end where the name of a database belongs, and the database to copy. */
    postgres: { owner: string; app: string; template: string };
  }
}

const template = "lotse_template";

/** One PostgreSQL for the whole run, in a temporary folder, stopped and deleted afterwards. */
export default async function setup(project: TestProject) {
  const dataDir = await makeDataDir();
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const removeData = () => fs.rm(dataDir, { recursive: true, force: true });

  const cluster = await openCluster({ dataDir, say, throwaway: true }).catch(async (error) => {
    await removeData();
    throw explain(error, lines);
  });
  const teardown = async () => {
    await cluster.leave();
    await removeData();
  };
  try {
    await prepareDatabase({ ownerUrl: cluster.ownerUrl(template), appUrl: cluster.appUrl(template) }, say);
    await closeTemplate(cluster.ownerUrl("postgres"));
  } catch (error) {
    await teardown();
    throw explain(error, lines);
  }
  project.provide("postgres", { owner: cluster.ownerUrl(""), app: cluster.appUrl(""), template });
  return teardown;
}

/** Passable for the account that PostgreSQL runs as when the tests run as root; what is secret inside has its own mode. */
export async function makeDataDir(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "lotse-test-"));
  await fs.chmod(folder, 0o711);
  return folder;
}

/** A database that somebody is connected to cannot be copied. */
async function closeTemplate(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  await client.end();
}

function explain(error: unknown, lines: string[]): Error {
  return new Error(
    ["The database for the tests could not be prepared.", ...lines, String(error)].join("\n"),
    {
      cause: error,
    },
  );
}
