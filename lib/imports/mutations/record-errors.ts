import type { LineProblem } from "../rules/line-problems";
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
