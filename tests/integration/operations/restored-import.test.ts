import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "@/lib/db/client";
import { jobs } from "@/lib/jobs/registry";
import { runWorker } from "@/lib/queue/run-worker";
import { readBackupFile } from "@/scripts/backup/backup-file";
import { restoreBackup } from "@/scripts/backup/restore-backup";
import { writeBackup } from "@/scripts/backup/write-backup";
import { reconcile } from "@/scripts/reconcile/reconcile";
import { type FreshDatabase, freshDatabase } from "@/tests/support/database";
import { counts, countsOf, ownImports } from "../imports/workspace";

const say = () => undefined;

describe("an import that was under way when the backup was made", () => {
  const imports = ownImports();
  let folder: string;
  let target: FreshDatabase;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "lotse-backup-"));
    target = await freshDatabase();
  });

  afterAll(async () => {
    await closeDatabase();
    await target.drop();
    fs.rmSync(folder, { recursive: true });
  });

  it("goes on in the restored database, each line counted once", async () => {
    const lines = 65_000;
    const rows = Array.from({ length: lines }, (_, n) => `${n},${n % 11}`);
    const said = {
      mapping: { submissionKey: "id", answers: [{ metric: "nps", column: "score" }] },
      options: { defaults: { technique: "survey", answeredAt: "2026-03-01" } },
    };
    const workspace = await imports.newWorkspace();
    const begun = await imports.start(workspace, said, `id,score\n${rows.join("\n")}\n`);
    const waiting = await imports.start(workspace, said, "id,score\nlast,10\n");
    const running = imports.step(workspace, begun);
    const linesDone = async () => (await imports.view(workspace, begun)).lines;
    await expect.poll(linesDone, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);

    const file = path.join(folder, "backup.gz");
    await writeBackup({ ownerUrl: imports.database().ownerUrl, file });
    const { ownerUrl, appUrl } = target;
    const contents = await readBackupFile(file);
    const { jobs: restored } = await restoreBackup({ ownerUrl, appUrl, file, contents, replace: false, say });
    expect(restored).toBe(2);

    await running;
    await closeDatabase();
    process.env.LOTSE_APP_DATABASE_URL = appUrl;
    const middle = await imports.view(workspace, begun);
    expect(middle.status).toBe("running");
    expect(middle.lines).toBeGreaterThan(0);
    expect(middle.lines).toBeLessThan(lines);

    const worker = await runWorker(jobs, ownerUrl);
    try {
      const statusOf = async (id: number) => (await imports.view(workspace, id)).status;
      await expect.poll(() => statusOf(begun), { timeout: 40_000, interval: 200 }).toBe("done");
      await expect.poll(() => statusOf(waiting), { timeout: 40_000, interval: 200 }).toBe("done");
    } finally {
      await worker.stop();
    }
    expect(countsOf(await imports.view(workspace, begun))).toEqual(counts({ created: lines }));
    expect(countsOf(await imports.view(workspace, waiting))).toEqual(counts({ created: 1 }));
    expect(await reconcile({ ownerUrl, repair: false, say })).toBe(0);
  });
});
