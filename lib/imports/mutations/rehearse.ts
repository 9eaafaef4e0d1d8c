import type { PoolClient } from "pg";
import type { Scope } from "@/lib/auth/scope";
import { readClock } from "@/lib/workspaces/queries/hold-clock";
import { type Draft, withUnderstood } from "../queries/read-draft";
import { type StoredRow, storedRows } from "../queries/stored-rows";
import { fitFile } from "../rules/fit-file";
import type { LineProblem } from "../rules/line-problems";
import { compilePlan } from "../rules/plan";
import { isByLines } from "../rules/read-order-lines";
import { assembleOrders } from "./assemble-orders";
import { columnsOf } from "./batch";
import { parseImport } from "./drafts";
import { ImportRun } from "./import-run";
import type { Counts, Store } from "./stage";
import { sourceOf } from "./start-import";

/** So many lines are tried. */
export const rehearsedLines = 2_000;
const shownRows = 10;
const shownProblems = 50;
const shownDuplicates = 5;

export type Rehearsal = {
  lines: number;
  /** The file has more than were tried. */
  hasMore: boolean;
  counts: Counts & { rejected: number; skipped: number };
  problems: LineProblem[];
  rows: StoredRow[];
  /** Lines that are taken for ones that are there already. */
  duplicates: number[];
};

class Rehearsed {
  constructor(readonly result: Rehearsal) {}
}

/**
 * Imports the beginning of a file in earnest and takes it all back: what is shown is what the import will do, because
 * it is the import that does it.
 * @throws AppError `invalid` when the file does not bear out its mapping
 */
export async function rehearse(scope: Scope, draft: Draft): Promise<Rehearsal> {
  const { kind, mapping } = draft;
  if (!kind || !mapping) throw new Error("A draft that nobody has described.");
  const { mapping: said, options } = parseImport(scope, kind, mapping, draft.options);
  return withUnderstood(draft, async ({ inspection, text }) => {
    const source = await sourceOf(scope, kind, options, draft.sha256, draft.file.name);
    const workspace = { ...scope, ...(await readClock(scope)) };
    const form = fitFile(kind, said, options, inspection, source, workspace);
    const plan = compilePlan(kind, said, options, form, workspace);
    const run = await ImportRun.at(plan, text, form.start, 0, rehearsedLines);
    await run.load(text);
    const read = await run.take();
    try {
      await scope.bulk(async (client) => {
        const outcomes = new Map<number, { outcome: keyof Counts; key: string }>();
        const store: Store = {
          client,
          workspaceId: scope.workspaceId,
          importId: await pretend(client, scope.workspaceId, draft),
          creates: new Set(options.createMissing),
          refreshes: false,
          tell: (line, outcome, key) => outcomes.set(line, { outcome, key }),
        };
        const counts = await read.batch.store(store, read.problems);
        const problems = [...read.problems.list];
        let { rejected } = read.problems;
        for (let after: string | null = isByLines(plan) ? "" : null; after !== null; ) {
          const made = await assembleOrders(store, after, columnsOf(plan));
          for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] += made.counts[name];
          problems.push(...made.problems);
          rejected += new Set(made.problems.map(({ line }) => line)).size;
          after = made.after;
        }
        const told = [...outcomes].sort(([a], [b]) => a - b);
        const shown = told.slice(0, shownRows).map(([line, one]) => ({ line, ...one }));
        const sum = counts.created + counts.updated + counts.unchanged + counts.duplicate;
        throw new Rehearsed({
          lines: sum + rejected + read.skipped,
          hasMore: !read.isLast,
          counts: { ...counts, rejected, skipped: read.skipped },
          problems: problems.sort((a, b) => a.line - b.line).slice(0, shownProblems),
          rows: await storedRows(client, scope.workspaceId, kind, shown),
          duplicates: told
            .filter(([, { outcome }]) => outcome === "duplicate")
            .slice(0, shownDuplicates)
            .map(([line]) => line),
        });
      });
    } catch (done) {
      if (done instanceof Rehearsed) return done.result;
      throw done;
    }
    throw new Error("A rehearsal that was not taken back.");
  });
}

/** An import for the rows to belong to; nobody ever sees it. */
async function pretend(client: PoolClient, workspaceId: number, { fileId, kind }: Draft): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into import ("workspaceId", "kind", "fileId", "mapping", "options", "updatedAt")
     values ($1, $2, $3, '{}', '{}', now()) returning "id"`,
    [workspaceId, kind, fileId],
  );
  return rows[0]?.id ?? 0;
}
