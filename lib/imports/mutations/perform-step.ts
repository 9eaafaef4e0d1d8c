import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import type { Scope } from "@/lib/auth/scope";
import { isDatabaseAway, reportBug } from "@/lib/doors/report-bug";
import { AppError } from "@/lib/errors/app-error";
import { readClock } from "@/lib/workspaces/queries/hold-clock";
import { type Checkpoint, checkpointSchema, readStored } from "../rules/checkpoint";
import { compilePlan, type Plan, type WorkspaceForm } from "../rules/plan";
import { isByLines } from "../rules/read-order-lines";
import { writeSaid } from "../rules/said";
import { type ImportKind, importKinds } from "../schema/fields";
import { assembleOrders } from "./assemble-orders";
import { columnsOf } from "./batch";
import { ImportRun, storedBytes } from "./import-run";
import { recordErrors, warnOfScales } from "./record-errors";
import { type Counts, refreshStatistics, type Store } from "./stage";

/** "busy": another process is working on this import. */
export type StepOutcome = "done" | "again" | "busy";

/** This process among those that may work on an import. */
const worker = randomUUID();
/** So long after its last step a process is believed to go on with it. */
const leaseSeconds = 5;

/** Imports that this process is in the middle of. */
const runs = new Map<string, { run: ImportRun; offset: number }>();
const maxRuns = 4;

/** How often a step failed in an unexpected way, one after the other. */
const failures = new Map<string, number>();
const maxFailures = 3;

type Row = {
  kind: ImportKind;
  status: string;
  fileId: number;
  bytes: string;
  mapping: unknown;
  options: unknown;
  checkpoint: Checkpoint;
  leased: boolean;
};

/**
 * One step of an import: some thousand lines, in one transaction with the note of how far it got. Killed anywhere, it
 * goes on from the last step; of several processes one works and the others wait.
 */
export async function performImportStep(scope: Scope, importId: number): Promise<StepOutcome> {
  const key = `${scope.workspaceId}:${importId}`;
  try {
    const workspace = { ...scope, ...(await readClock(scope)) };
    const outcome = await scope.bulk((client) => step(workspace, client, importId, key));
    failures.delete(key);
    if (outcome === "done") runs.delete(key);
    return outcome;
  } catch (error) {
    runs.delete(key);
    if (error instanceof AppError) {
      await fail(scope, importId, writeSaid(error.reason ?? error.code, error.details.values));
      return "done";
    }
    if (isDatabaseAway(error)) throw error;
    const count = (failures.get(key) ?? 0) + 1;
    failures.set(key, count);
    if (count < maxFailures) {
      await sleep(200 * count);
      return "again";
    }
    failures.delete(key);
    await fail(
      scope,
      importId,
      writeSaid("importFailed", { reference: reportBug(error, `import ${importId}`) }),
    );
    return "done";
  }
}

async function fail(scope: Scope, importId: number, said: string): Promise<void> {
  const where = { workspaceId_id: { workspaceId: scope.workspaceId, id: importId } };
  const failed = await scope.db.import.update({
    where,
    data: { status: "failed", failure: said.slice(0, 1000), finishedAt: new Date() },
  });
  await scope.db.fileChunk.deleteMany({ where: { workspaceId: scope.workspaceId, fileId: failed.fileId } });
}

async function step(
  scope: Scope & WorkspaceForm,
  client: PoolClient,
  importId: number,
  key: string,
): Promise<StepOutcome> {
  // A planner that thinks this workspace small would look through it once for every staged row: here all rows are found
  // by index and joined by hash. Checks of links that were planned while a table was empty do just that, and a
  // connection remembers their plans: they are made anew.
  // Nobody has to wait until a step is on the disk: its rows and the note of how far it got are lost together or not at
  // all. Whoever is told that the import is done can rely on it.
  await client.query(
    "set local enable_nestloop = off; set local enable_seqscan = off; set local synchronous_commit = off; discard plans",
  );
  const row = await lock(client, scope.workspaceId, importId);
  if (row === "busy") return "busy";
  if (row === null || !["queued", "running"].includes(row.status)) return "done";
  if (row.leased && row.checkpoint.worker !== worker) return "busy";
  const { mapping, options, form } = readStored(row.mapping, row.options);
  const creates = new Set(options.createMissing);
  const plan = compilePlan(row.kind, mapping, options, form, scope);
  const { steps } = row.checkpoint;
  const refreshes = steps === 0 || Number.isInteger(Math.log2(steps) / 2);
  const store: Store = { client, workspaceId: scope.workspaceId, importId, creates, refreshes };
  await refreshStatistics(store, tablesOf(plan, store, steps === 0));
  return row.checkpoint.phase === "lines" ? readLines(store, row, plan, key) : putTogether(store, row, plan);
}

/**
 * Where rows are looked up and linked to. What does not grow with this import is looked at once, and so is feedback,
 * which is looked at again when its rows are in.
 */
function tablesOf(plan: Plan, { creates }: Store, isFirst: boolean): string[] {
  const { kind } = plan;
  const tables: string[] = kind === "feedback" ? (isFirst ? [kind] : []) : [kind.slice(0, -1)];
  if (isByLines(plan)) tables.push("import_order_line", "product");
  if (isFirst || creates.has("customers")) tables.push("customer");
  return isFirst ? [...tables, "touchpoint", "channel", "product_group"] : tables;
}

/** Where an import's rows came to lie. */
function writtenBy({ kind }: Plan): string[] {
  const tables = ["customer", kind === "feedback" ? kind : kind.slice(0, -1)];
  if (kind === "feedback") tables.push("answer");
  if (kind === "orders") tables.push("order_line", "product");
  return [...new Set(tables)];
}

/** The import's row, locked until the step is committed; "busy" while another process's step is under way. */
async function lock(client: PoolClient, workspaceId: number, importId: number): Promise<Row | null | "busy"> {
  const { rows } = await client.query(
    `select i."kind", i."status", i."fileId", f."bytes", i."mapping", i."options", i."checkpoint",
       i."status" = 'running' and i."updatedAt" > clock_timestamp() - make_interval(secs => $3) as "leased"
     from import i join stored_file f on f."workspaceId" = i."workspaceId" and f."id" = i."fileId"
     where i."workspaceId" = $1 and i."id" = $2 for update of i skip locked`,
    [workspaceId, importId, leaseSeconds],
  );
  const row = rows[0];
  if (row)
    return {
      ...row,
      kind: importKinds.find((kind) => kind === row.kind),
      checkpoint: checkpointSchema.parse(row.checkpoint),
    };
  const { rowCount } = await client.query(`select 1 from import where "workspaceId" = $1 and "id" = $2`, [
    workspaceId,
    importId,
  ]);
  return rowCount === 0 ? null : "busy";
}

async function readLines(store: Store, row: Row, plan: Plan, key: string): Promise<StepOutcome> {
  const source = storedBytes(store.client, store.workspaceId, row.fileId, Number(row.bytes));
  const { checkpoint } = row;
  let known = runs.get(key);
  if (!known || known.offset !== checkpoint.offset) {
    const run = await ImportRun.at(plan, source, checkpoint, checkpoint.identities);
    await run.load(source);
    known = { run, offset: checkpoint.offset };
    const oldest = runs.keys().next().value;
    if (runs.size >= maxRuns && oldest !== undefined) runs.delete(oldest);
    runs.set(key, known);
  }
  const { run } = known;
  const read = await run.take();
  if (!read.isLast) {
    await run.load(source);
    run.readAhead();
  }
  const counts = await read.batch.store(store, read.problems);
  const errors = await recordErrors(store, read.problems.list, checkpoint.errors);
  const hasOrders = read.isLast && isByLines(plan);
  await advance(store, counts, read.problems.rejected, read.skipped, {
    ...checkpoint,
    ...read.next,
    phase: hasOrders ? "orders" : "lines",
    identities: read.identities,
    steps: checkpoint.steps + 1,
    errors,
    worker,
  });
  known.offset = read.next.offset;
  if (!read.isLast || hasOrders) return "again";
  await finish(store, row.fileId, plan);
  return "done";
}

/** Once all lines of the file are put aside: the next orders. */
async function putTogether(store: Store, { fileId, checkpoint }: Row, plan: Plan): Promise<StepOutcome> {
  const { counts, problems, after } = await assembleOrders(store, checkpoint.after ?? "", columnsOf(plan));
  const errors = await recordErrors(store, problems, checkpoint.errors);
  const steps = checkpoint.steps + 1;
  await advance(store, counts, problems.length, 0, { ...checkpoint, steps, after, errors, worker });
  if (after !== null) return "again";
  await finish(store, fileId, plan);
  return "done";
}

/** Adds to the counts and moves the checkpoint: what makes a step count once. */
async function advance(
  store: Store,
  counts: Counts,
  rejected: number,
  skipped: number,
  checkpoint: Checkpoint,
): Promise<void> {
  const { created, updated, unchanged, duplicate } = counts;
  const lines = created + updated + unchanged + duplicate + rejected + skipped;
  await store.client.query(
    `update import set "status" = 'running', "checkpoint" = $3, "lines" = "lines" + $4, "created" = "created" + $5,
       "updated" = "updated" + $6, "unchanged" = "unchanged" + $7, "duplicate" = "duplicate" + $8,
       "rejected" = "rejected" + $9, "skipped" = "skipped" + $10, "updatedAt" = clock_timestamp()
     where "workspaceId" = $1 and "id" = $2`,
    [
      store.workspaceId,
      store.importId,
      checkpoint,
      lines,
      created,
      updated,
      unchanged,
      duplicate,
      rejected,
      skipped,
    ],
  );
}

/** The file is not needed any more, and it names people: what was imported can be erased, a forgotten copy could not. */
async function finish(store: Store, fileId: number, plan: Plan): Promise<void> {
  const { client, workspaceId, importId } = store;
  await client.query("set local synchronous_commit = on");
  await warnOfScales(store);
  // Figures are asked for at once: a planner that still thinks the tables empty makes a page wait for minutes.
  await refreshStatistics({ ...store, refreshes: true }, writtenBy(plan));
  await client.query(`delete from file_chunk where "workspaceId" = $1 and "fileId" = $2`, [
    workspaceId,
    fileId,
  ]);
  await client.query(
    `update import set "status" = 'done', "finishedAt" = clock_timestamp(), "updatedAt" = clock_timestamp()
     where "workspaceId" = $1 and "id" = $2`,
    [workspaceId, importId],
  );
}
