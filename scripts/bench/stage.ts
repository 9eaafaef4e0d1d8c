import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { closeDatabase } from "@/lib/db/client";
import { createWorkspace } from "@/lib/workspaces/mutations";
import { openCluster } from "../postgres/cluster";
import { prepareDatabase } from "../server/prepare-database";
import { progress } from "./report";

/** A PostgreSQL of its own, as safe against power cuts as in earnest, in a folder that is gone afterwards. */
export type Stage = {
  folder: string;
  ownerUrl: string;
  appUrl: string;
  secret: string;
  /** The opponents' connection: no policies stand in its way. */
  owner: pg.Client;
  foundWorkspace(slug: string): Promise<number>;
};

const database = "lotse";

export async function onStage(run: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "lotse-bench-"));
  // Passable for the account that PostgreSQL runs as when root measures.
  await chmod(folder, 0o711);
  const cluster = await openCluster({ dataDir: path.join(folder, "data"), say: progress });
  const [ownerUrl, appUrl] = [cluster.ownerUrl(database), cluster.appUrl(database)];
  const secret = randomBytes(32).toString("hex");
  const owner = new pg.Client({ connectionString: ownerUrl });
  try {
    await prepareDatabase({ ownerUrl, appUrl }, progress);
    Object.assign(process.env, {
      LOTSE_APP_DATABASE_URL: appUrl,
      LOTSE_URL: "http://localhost:3000",
      NEXTAUTH_SECRET: secret,
      LOG_LEVEL: "warn",
    });
    await owner.connect();
    await run({
      folder,
      ownerUrl,
      appUrl,
      secret,
      owner,
      foundWorkspace: (slug) =>
        createWorkspace({ slug, name: slug, timeZone: "Europe/Berlin", currency: "EUR", locale: "en" }),
    });
  } finally {
    await closeDatabase();
    await owner.end().catch(() => {});
    await cluster.leave();
    await rm(folder, { recursive: true, force: true });
  }
}
