import { Logger, runMigrations } from "graphile-worker";
import { migrate } from "@/scripts/postgres/migrate";
import type { LotseDatabase } from "./database";

/** Our migrations, then those of the job queue, which keeps its own schema. Nothing happens where all is up to date. */
export async function prepareDatabase(
  database: Pick<LotseDatabase, "ownerUrl" | "appUrl">,
  say: (line: string) => void,
  folder?: string,
): Promise<void> {
  await migrate({ ownerUrl: database.ownerUrl, appUrl: database.appUrl, say, folder });
  await runMigrations({
    connectionString: database.ownerUrl,
    logger: new Logger(() => () => {}),
  });
}
