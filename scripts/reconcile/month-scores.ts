import { scoreCounters } from "@/lib/feedback/rules/score-counters";
import { type Check, rowCheck } from "./check";

const kind = `"metric", "scale", "dimension", "occasion", "technique"`;
const columns = scoreCounters.map(({ column }) => `"${column}"`).join(", ");
const counts = scoreCounters
  .map(({ score }) => `count(*) FILTER (WHERE "score" ${score === null ? "IS NULL" : `= ${score}`})`)
  .join(", ");

/**
 * What was counted of a month that nothing has changed in since. A month that differs is marked: its answers are read
 * until a worker has counted them anew.
 */
function monthCheck(table: string, column: string, by: string): Check {
  const stored = `SELECT "workspaceId", "month", "${column}", ${kind}, ${columns} FROM ${table}`;
  const right = `SELECT "workspaceId", date_trunc('month', "day"::timestamp)::date, coalesce("${column}", 0), ${kind}, ${counts}
    FROM answer GROUP BY 1, 2, 3, ${kind}`;
  const wrong = `(SELECT DISTINCT d."workspaceId", d."month" FROM (
      (${stored} EXCEPT ALL ${right}) UNION ALL (${right} EXCEPT ALL ${stored})) d
    WHERE NOT EXISTS (
      SELECT FROM score_mark m WHERE m."workspaceId" = d."workspaceId" AND m."month" = d."month")) differing`;
  return rowCheck(
    `months whose scores by ${by} are not those of their answers`,
    `"workspaceId"`,
    wrong,
    `INSERT INTO score_mark ("workspaceId", "month", "transaction")
     SELECT "workspaceId", "month", pg_current_xact_id()::text::bigint FROM ${wrong}`,
  );
}

export const monthScores: Check[] = [
  monthCheck("score_month", "channelId", "channel"),
  monthCheck("score_touchpoint_month", "touchpointId", "touchpoint"),
];
