import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Environment, readEnvironment } from "@/lib/env/env";
import { openCluster } from "@/scripts/postgres/cluster";
import { inWords } from "@/scripts/postgres/in-words";
import { ensureDatabase } from "@/scripts/postgres/migrate";
import { readSecret } from "@/scripts/postgres/secrets";

export type LotseDatabase = {
  /** Migrations, backup and the queue's own tables. */
  ownerUrl: string;
  /** The application's login. */
  appUrl: string;
  embedded: boolean;
  /** Where `npm start` claims its data directory. */
  claimUrl: string;
  leave(): Promise<void>;
};

const databaseName = "lotse";

/** The operator's PostgreSQL where DATABASE_URL says so, else the embedded one of the data directory. */
export async function openDatabase(
  environment: Environment,
  say: (line: string) => void,
): Promise<LotseDatabase> {
  if (environment.DATABASE_URL) {
    const ownerUrl = environment.DATABASE_OWNER_URL ?? environment.DATABASE_URL;
    await ensureDatabase(ownerUrl);
    return {
      ownerUrl,
      appUrl: environment.DATABASE_URL,
      embedded: false,
      claimUrl: ownerUrl,
      leave: async () => {},
    };
  }
  const cluster = await openCluster({ dataDir: dataDirOf(environment), say });
  return {
    ownerUrl: cluster.ownerUrl(databaseName),
    appUrl: cluster.appUrl(databaseName),
    embedded: true,
    claimUrl: cluster.ownerUrl("postgres"),
    leave: () => cluster.leave(),
  };
}

export function dataDirOf(environment: Environment): string {
  const dataDir = path.resolve(environment.LOTSE_DATA_DIR);
  try {
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    throw inWords(error, `The data directory ${dataDir} cannot be made`);
  }
  return dataDir;
}

/** The environment in words when it is wrong; the process ends there. */
export function environmentOrExit(): Environment {
  try {
    return readEnvironment();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

/** What every process of the application reads from its environment; set in one place. */
export function processEnvironment(
  environment: Environment,
  database: LotseDatabase,
): Record<string, string> {
  const address = environment.LOTSE_URL ?? `http://localhost:${environment.PORT}`;
  return {
    LOTSE_APP_DATABASE_URL: database.appUrl,
    LOTSE_URL: address,
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: environment.LOTSE_SECRET ?? readSecret(dataDirOf(environment), "lotse"),
    LOG_LEVEL: environment.LOG_LEVEL,
    PORT: String(environment.PORT),
  };
}
