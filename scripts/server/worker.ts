import { closeDatabase } from "@/lib/db/client";
import { jobs } from "@/lib/jobs/registry";
import { log } from "@/lib/log/log";
import { runWorker } from "@/lib/queue/run-worker";

/** The job worker's process. */
const ownerUrl = process.env.LOTSE_OWNER_DATABASE_URL;
if (!ownerUrl) throw new Error("The worker is started by `npm start`.");

const worker = await runWorker(jobs, ownerUrl);
process.send?.({ ready: true });

async function end(code: number): Promise<void> {
  const timeout = setTimeout(() => process.exit(code), 10_000);
  await worker.stop();
  await closeDatabase().catch(() => {});
  clearTimeout(timeout);
  process.exit(code);
}

process.on("SIGTERM", () => end(0));
process.on("SIGINT", () => end(0));
process.on("disconnect", () => end(0));
worker.ended.then(
  () => {},
  (error) => {
    log.error({ err: error }, "the worker lost its database connection and is started again");
    return end(1);
  },
);
