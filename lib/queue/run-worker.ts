import { Logger, run } from "graphile-worker";
import pg from "pg";
import type { Job } from "@/lib/doors/define-job";
import { log } from "@/lib/log/log";
import { canSendMail } from "@/lib/mail/send-mail";

/** How often jobs of dead workers are looked for; they run again well within the promised 40 seconds. */
const recoveryEveryMs = 5_000;
/** How often is asked what is due today. */
const dueEveryMs = 60_000;

/**
 * Works through the queue until stopped. A worker holds one advisory lock per slot on a connection of its own; when
 * its process dies, PostgreSQL drops the lock, and any other worker frees the jobs that it had taken.
 * @param ownerUrl the queue's own tables are closed to the application's role
 */
export async function runWorker(
  jobs: readonly Job[],
  ownerUrl: string,
): Promise<{ stop(): Promise<void>; ended: Promise<void> }> {
  const alive = new pg.Client({ connectionString: ownerUrl, application_name: "lotse worker alive" });
  let stopping = false;
  await alive.connect();

  const taskList = Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown) => {
        const outcome = await job.perform(payload, () => stopping);
        // Asked to stop between two steps: the job stays and goes on elsewhere from its last commit.
        if (outcome === "again") throw new Error("interrupted between two steps");
      },
    ]),
  );
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 6, application_name: "lotse worker" });
  pool.on("error", (error) => log.warn({ err: error }, "worker connection lost"));
  const { EventEmitter } = await import("node:events");
  const events = new EventEmitter();
  let locking = Promise.resolve();
  events.on("worker:create", ({ worker }: { worker: { workerId: string } }) => {
    locking = locking
      .then(() => alive.query("select pg_advisory_lock(hashtext($1))", [worker.workerId]))
      .then(ignore, ignore);
  });
  events.on(
    "job:error",
    ({ error, job }: { error: unknown; job: { id: string; task_identifier: string } }) => {
      log.error({ err: error, job: job.id, task: job.task_identifier }, "job failed");
    },
  );
  events.on("job:success", ({ job }: { job: { id: string; task_identifier: string } }) => {
    log.info({ job: job.id, task: job.task_identifier }, "job done");
  });

  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency: 2,
    pollInterval: 1_000,
    noHandleSignals: true,
    noPreparedStatements: false,
    events: events as never,
    logger: new Logger(() => (level, message) => {
      if (level === "error" || level === "warning") log.warn({ queue: true }, message);
    }),
  });

  const recovery = setInterval(() => {
    freeJobsOfDeadWorkers(pool).catch((error) => log.warn({ err: error }, "looking for dead workers failed"));
  }, recoveryEveryMs);
  const addDue = () =>
    pool
      .query(
        canSendMail()
          ? "select lotse_add_due_jobs(), lotse_add_monday_mails()"
          : "select lotse_add_due_jobs()",
      )
      .catch((error) => log.warn({ err: error }, "what is due today could not be added"));
  const due = setInterval(addDue, dueEveryMs);
  void addDue();
  // Without this connection nobody knows that we live, and others would take our jobs: end and be started anew.
  const lost = new Promise<void>((_resolve, reject) => alive.on("error", reject));

  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    clearInterval(recovery);
    clearInterval(due);
    await runner.stop().catch(() => {});
    await pool.end().catch(() => {});
    await alive.end().catch(() => {});
  }
  return { stop, ended: Promise.race([runner.promise, lost]) };
}

/** A lost connection is heard of on its own. */
const ignore = (): void => {};

async function freeJobsOfDeadWorkers(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ worker: string }>(
    `select distinct locked_by as worker from graphile_worker.jobs
     where locked_by is not null and not exists (
       select 1 from pg_locks
       where locktype = 'advisory' and objsubid = 1 and database = (select oid from pg_database where datname = current_database())
         and ((classid::bigint << 32) | objid::bigint) = hashtext(locked_by)::bigint)`,
  );
  if (rows.length === 0) return;
  const workers = rows.map(({ worker }) => worker);
  log.warn({ workers }, "freeing the jobs of workers that are gone");
  await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [workers]);
}
