import type { LineProblem } from "../rules/line-problems";
import { writeSaid } from "../rules/said";
import type { Store } from "./stage";

/** A list longer than this helps nobody; the counts go on. */
export const maxErrors = 10_000;

/** Adds to an import's error list. @returns how many entries it has now */
export async function recordErrors(
  store: Store,
  problems: readonly LineProblem[],
  before: number,
): Promise<number> {
  const listed = problems.slice(0, Math.max(0, maxErrors - before));
  if (listed.length === 0) return before;
  const positions = new Map<number, number>();
  const entries = listed.map((problem) => {
    const position = positions.get(problem.line) ?? 0;
    positions.set(problem.line, position + 1);
    return { ...problem, position };
  });
  await store.client.query(
    `insert into import_error ("workspaceId", "importId", "line", "position", "column", "value", "reason")
     select $1, $2, e."line", e."position", e."column", e."value", e."reason"
     from json_to_recordset($3::json) as e("line" int, "position" smallint, "column" text, "value" text, "reason" text)`,
    [store.workspaceId, store.importId, JSON.stringify(entries)],
  );
  return before + listed.length;
}

/** Fewer than this are slips of single people. */
const leastOffScale = 5;

/**
 * A questionnaire that changed its scale half-way shows only in the answers that no longer fit; those that fit by chance
 * were taken and are wrong. Said once all lines have been read.
 */
export async function warnOfScales({ client, workspaceId, importId }: Store): Promise<void> {
  const { rows } = await client.query<{ column: string; line: number; count: number }>(
    `select "column", min("line") as line, count(*)::int as count from import_error
     where "workspaceId" = $1 and "importId" = $2 and "reason" = 'valueOffScale'
     group by "column" having count(*) >= $3 order by 2, 1 limit 10`,
    [workspaceId, importId, leastOffScale],
  );
  if (rows.length === 0) return;
  await client.query(
    `update import set "warnings" = "warnings" || $3::jsonb where "workspaceId" = $1 and "id" = $2`,
    [workspaceId, importId, JSON.stringify(rows.map((found) => writeSaid("importScaleChanged", found)))],
  );
}
