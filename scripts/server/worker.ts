import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/doors/report-bug";
import { jobs } from "@/lib/jobs/registry";
import { log } from "@/lib/log/log";
import { runWorker } from "@/lib/queue/run-worker";
import { endWhenTold, report } from "./child";

/** The job worker's process. */
const ownerUrl = process.env.LOTSE_OWNER_DATABASE_URL;
if (!ownerUrl) throw new Error("The worker is started by `npm start`.");

let worker: Awaited<ReturnType<typeof runWorker>> | undefined;
let told = false;

endWhenTold(async () => {
  told = true;
  // A step that takes longer is cut off; it has committed nothing and is done again.
  setTimeout(() => process.exit(0), 10_000);
  await worker?.stop();
  await closeDatabase();
});

/** Jobs wait while the database is away, and so do we: ending and being started again would not bring it back. */
async function begin(url: string): ReturnType<typeof runWorker> {
  for (let wait = 250; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      return await runWorker(jobs, url);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      log.warn({ reason: String(error) }, "the database is away; the worker waits for it");
      await sleep(wait);
    }
  }
}

worker = await begin(ownerUrl);
await report({ ready: true });
await worker.ended.catch((error) => {
  log.error({ err: error }, "the worker lost its database connection and is started again");
});
if (!told) process.exit(1);
