import type pg from "pg";
import type { Table } from "./backup-file";

/**
 * Jobs that were still to be done. The queue keeps them in tables whose form is its own business, so they travel as
 * what is needed to add them again: one that was being worked on begins anew, one that has failed for good stays away.
 */
export const pendingJobs: Table = {
  name: "lotse_pending_job",
  columns: ["task", "payload", "queue", "runAt", "maxAttempts", "key", "priority"],
};

export const selectPendingJobs = `
  SELECT t.identifier AS "task", j.payload, q.queue_name AS "queue", j.run_at AS "runAt",
    j.max_attempts AS "maxAttempts", j.key, j.priority
  FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
  WHERE j.attempts < j.max_attempts OR j.locked_at IS NOT NULL
  ORDER BY j.id`;

/** A place to load them into, until the transaction ends. */
export const createPendingJobs = `
  CREATE TEMP TABLE lotse_pending_job ("task" text, "payload" json, "queue" text, "runAt" timestamptz,
    "maxAttempts" int, "key" text, "priority" int) ON COMMIT DROP`;

/** Replaces the queue's jobs by those that were loaded. @returns how many there are */
export async function addPendingJobs(session: Pick<pg.ClientBase, "query">): Promise<number> {
  await session.query("DELETE FROM graphile_worker._private_jobs");
  const { rowCount } = await session.query(
    `SELECT graphile_worker.add_job(j."task", j."payload", queue_name => j."queue", run_at => j."runAt",
       max_attempts => j."maxAttempts", job_key => j."key", priority => j."priority") FROM lotse_pending_job j`,
  );
  return rowCount ?? 0;
}
