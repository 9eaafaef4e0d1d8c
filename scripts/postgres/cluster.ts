import pg from "pg";
import { hold } from "@/scripts/postgres/hold";
import { initialise, ownerRole } from "@/scripts/postgres/initialise";
import { appRole, createAppRole } from "@/scripts/postgres/roles";
import { readSecret } from "@/scripts/postgres/secrets";
import { type FindSite, findSite } from "@/scripts/postgres/site";

export type Cluster = {
  port: number;
  /** For migrations and backup: passes row-level security. */
  ownerUrl(database: string): string;
  /** For the app: owns nothing and is subject to row-level security. */
  appUrl(database: string): string;
  /** Stops the server if nobody else uses it. End your own connections first. */
  leave(): Promise<void>;
};

/**
 * The embedded PostgreSQL of a data directory: made on first use, started, or adopted if it is running already,
 * because another Lotse process uses it or because one was killed and left it behind. Rejects with a sentence.
 */
export async function openCluster(options: FindSite): Promise<Cluster> {
  const { say } = options;
  const site = await findSite(options);
  await initialise(site, say);

  const url = (role: string, port: number, database: string) =>
    `postgresql://${role}:${readSecret(site.dataDir, role)}@127.0.0.1:${port}/${database}`;
  const held = await hold(site, (port) => url(ownerRole, port, "postgres"), say);
  try {
    await prepare(url(ownerRole, held.port, "postgres"), readSecret(site.dataDir, appRole));
  } catch (error) {
    await held.leave();
    throw error;
  }
  return {
    port: held.port,
    ownerUrl: (database) => url(ownerRole, held.port, database),
    appUrl: (database) => url(appRole, held.port, database),
    leave: held.leave,
  };
}

/** The app's role exists before any migration; it has no business in the database where the holders' locks are. */
async function prepare(ownerUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    if (await createAppRole(client, password)) {
      await client.query("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
    }
  } finally {
    await client.end();
  }
}
