import { importJob } from "@/lib/imports/mutations/start-import";
import { type Check, rowCheck } from "./check";

const unfinished = `i."status" IN ('queued', 'running')`;

/** Its pieces follow each other without a gap and make up the whole file. */
const isWhole = `(
  SELECT coalesce(sum(length), 0) = f."bytes" AND coalesce(bool_and("offset" = before), true) FROM (
    SELECT c."offset", octet_length(c."bytes") AS length,
      sum(octet_length(c."bytes")) OVER (ORDER BY c."offset") - octet_length(c."bytes") AS before
    FROM file_chunk c WHERE c."workspaceId" = f."workspaceId" AND c."fileId" = f."id") pieces)`;

const broken = `import i JOIN stored_file f ON f."workspaceId" = i."workspaceId" AND f."id" = i."fileId"
  WHERE ${unfinished} AND NOT ${isWhole}`;

/** Such an import cannot go on; what it has stored so far can be taken back. */
export const brokenFiles = rowCheck(
  "unfinished imports whose stored file is incomplete",
  `i."workspaceId"`,
  broken,
  `UPDATE import SET "status" = 'failed', "failure" = 'importFileIncomplete', "finishedAt" = now(), "updatedAt" = now()
   WHERE ("workspaceId", "id") IN (SELECT i."workspaceId", i."id" FROM ${broken})`,
);

const kept = `file_chunk c WHERE EXISTS (
    SELECT FROM import i WHERE i."workspaceId" = c."workspaceId" AND i."fileId" = c."fileId")
  AND NOT EXISTS (
    SELECT FROM import i WHERE i."workspaceId" = c."workspaceId" AND i."fileId" = c."fileId" AND ${unfinished})`;

/** A file names people, and nobody would think of it when one of them is to be erased. */
export const keptFiles = rowCheck(
  "pieces of files that were kept after their import had ended",
  `c."workspaceId"`,
  kept,
  `DELETE FROM ${kept}`,
);

const stuck = `import i WHERE ${unfinished} AND NOT EXISTS (
  SELECT FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  WHERE t.identifier = '${importJob}' AND (j.payload ->> 'workspaceId')::int = i."workspaceId"
    AND (j.payload -> 'input' ->> 'importId')::int = i."id"
    AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL))`;

/** Its job has failed for good or is gone: nobody would ever go on with it. */
export const stuckImports: Check = {
  ...rowCheck("imports that nobody is working on", `i."workspaceId"`, stuck, ""),
  async mend(session) {
    const { rows } = await session.query<{ workspaceId: number; id: number }>(
      `SELECT i."workspaceId", i."id" FROM ${stuck}`,
    );
    for (const { workspaceId, id } of rows) {
      // The same job as when it was started, by the same door: the workspace comes from the transaction.
      await session.query(
        `WITH here AS MATERIALIZED (SELECT set_config('app.workspace', $1, true))
         SELECT lotse_add_job($2, $3::json, $4) FROM here`,
        [String(workspaceId), importJob, JSON.stringify({ importId: id }), `import-${id}`],
      );
    }
  },
};
