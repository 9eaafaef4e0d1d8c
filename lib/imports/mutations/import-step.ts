import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import type { Scope } from "@/lib/auth/scope";
import { type Checkpoint, readStored } from "../rules/checkpoint";
import { compilePlan, type Plan, type WorkspaceForm } from "../rules/plan";
import { isByLines } from "../rules/read-order-lines";
import { assembleOrders } from "./assemble-orders";
import { columnsOf } from "./batch";
import { finishImport, tablesOf } from "./finish-import";
import { advanceImport, lockImport } from "./import-row";
import { ImportRun, storedBytes } from "./import-run";
import { recordErrors } from "./record-errors";
import { type Before, refreshStatistics, type Store } from "./stage";

/** "busy": another process is working on this import. */
export type StepOutcome = "done" | "again" | "busy";

/** This process among those that may work on an import. */
const worker = randomUUID();

type Run = { run: ImportRun; offset: number };

/** Imports that this process is in the middle of. */
const runs = new Map<string, Run>();
const maxRuns = 4;

const keyOf = ({ workspaceId }: Pick<Scope, "workspaceId">, importId: number) => `${workspaceId}:${importId}`;

/** What was read ahead is not what the next step needs. */
export const forget = (scope: Scope, importId: number) => runs.delete(keyOf(scope, importId));

/** An import as its first step finds it. */
type Opened = { fileId: number; bytes: number; plan: Plan; creates: Store["creates"]; known: Run };

/** What a step has to know of the one before it, which is still under way. */
type Told = Opened & Pick<Before, "keys"> & { steps: number };
type Following = Told & { committed: Promise<Checkpoint> };

export type Step = {
  /** Once its lines are read: what the next step may begin with, or null if it must wait for the end of this one. */
  opened: Promise<Following | null>;
  /** Once it has committed. */
  done: Promise<StepOutcome>;
};

/** Begins a step in a transaction of its own. */
export function begin(scope: Scope & WorkspaceForm, importId: number, before: Following | null): Step {
  let open: (following: Following | null) => void = () => {};
  let checkpoint: Checkpoint | undefined;
  const opened = new Promise<Following | null>((resolve) => {
    open = resolve;
  });
  const step = scope.bulk(async (client) => {
    // A planner that thinks this workspace small would look through it once for every staged row: here all rows are found
    // by index and joined by hash. Checks of links that were planned while a table was empty do just that, and a
    // connection remembers their plans: they are made anew. Nobody has to wait until a step is on the disk: its rows and
    // the note of how far it got are lost together or not at all; whoever is told that the import is done can rely on it.
    await client.query(
      "set local enable_nestloop = off; set local enable_seqscan = off; set local synchronous_commit = off; discard plans",
    );
    const told = (following: Told) => {
      const committed = step.then(() => {
        if (!checkpoint) throw new Error("A step that has noted nothing.");
        return checkpoint;
      });
      committed.catch(() => {});
      open({ ...following, committed });
    };
    const advanced = (noted: Checkpoint) => {
      checkpoint = noted;
    };
    const work = { scope, client, importId, told, advanced };
    return before ? follow(work, before) : lead(work);
  });
  // Nothing follows a step that has nothing to tell; why it failed is said by itself.
  const done = step.finally(() => open(null));
  done.catch(() => {});
  return { opened, done };
}

type Work = {
  scope: Scope & WorkspaceForm;
  client: PoolClient;
  importId: number;
  told: (following: Told) => void;
  advanced: (checkpoint: Checkpoint) => void;
};

/** A step that has the import to itself. */
async function lead(work: Work): Promise<StepOutcome> {
  const { scope, client, importId } = work;
  const row = await lockImport(client, scope.workspaceId, importId);
  if (row === "busy") return "busy";
  if (row === null || !["queued", "running"].includes(row.status)) return "done";
  const { checkpoint } = row;
  if (row.leased && checkpoint.worker !== worker) return "busy";
  const { mapping, options, form } = readStored(row.mapping, row.options);
  const plan = compilePlan(row.kind, mapping, options, form, scope);
  const creates = new Set(options.createMissing);
  const store = await openStore(work, plan, creates, checkpoint.steps);
  if (checkpoint.phase === "orders") return putTogether(work, store, row.fileId, checkpoint, plan);
  const bytes = Number(row.bytes);
  const source = storedBytes(client, scope.workspaceId, row.fileId, bytes);
  const known = await runAt(keyOf(scope, importId), plan, source, checkpoint);
  const opened = { fileId: row.fileId, bytes, plan, creates, known };
  return storeLines(work, opened, store, checkpoint.steps, async () => checkpoint);
}

/** A step beside the one before it: it takes the import over when that one has committed, and commits after it. */
async function follow(work: Work, before: Following): Promise<StepOutcome> {
  const { plan, creates, steps } = before;
  const store = { ...(await openStore(work, plan, creates, steps)), before };
  return storeLines(work, before, store, steps, async () => {
    const checkpoint = await before.committed;
    const row = await lockImport(work.client, store.workspaceId, store.importId);
    const isOurs = row && row !== "busy" && row.status === "running" && row.checkpoint.worker === worker;
    if (!isOurs || row.checkpoint.offset !== checkpoint.offset)
      throw new Error("Another process has gone on with this import.");
    return checkpoint;
  });
}

async function openStore(
  { scope: { workspaceId }, client, importId }: Work,
  plan: Plan,
  creates: Store["creates"],
  steps: number,
): Promise<Store> {
  // Feedback whose names are all there is looked up in tables that do not grow with it. What else is imported is read and
  // changed by later steps: without knowing what came in last, they take five times as long.
  const isSteady = plan.kind === "feedback" && creates.size === 0;
  const refreshes = !isSteady || steps === 0 || Number.isInteger(Math.log2(steps) / 2);
  const store: Store = { client, workspaceId, importId, creates, refreshes };
  await refreshStatistics(store, tablesOf(plan, store, steps === 0));
  return store;
}

/** The run that this process has under way, or a new one where another process, or none, got as far as this. */
async function runAt(
  key: string,
  plan: Plan,
  source: ReturnType<typeof storedBytes>,
  checkpoint: Checkpoint,
): Promise<Run> {
  const known = runs.get(key);
  if (known?.offset === checkpoint.offset) return known;
  const run = await ImportRun.at(plan, source, checkpoint, checkpoint.identities);
  await run.load(source);
  const oldest = runs.keys().next().value;
  if (runs.size >= maxRuns && oldest !== undefined) runs.delete(oldest);
  const begun = { run, offset: checkpoint.offset };
  runs.set(key, begun);
  return begun;
}

/** @param takeOver the checkpoint to go on from, with the import's row in our hands */
async function storeLines(
  work: Work,
  opened: Opened,
  store: Store,
  steps: number,
  takeOver: () => Promise<Checkpoint>,
): Promise<StepOutcome> {
  const { plan, known, fileId } = opened;
  const { run } = known;
  const source = storedBytes(store.client, store.workspaceId, fileId, opened.bytes);
  const read = await run.take();
  if (!read.isLast) {
    await run.load(source);
    run.readAhead();
  }
  const keys = read.isLast ? null : read.batch.keys();
  if (keys) work.told({ ...opened, keys, steps: steps + 1 });
  const counts = await read.batch.store(store, read.problems);
  const checkpoint = await takeOver();
  const errors = await recordErrors(store, read.problems.list, checkpoint.errors);
  const hasOrders = read.isLast && isByLines(plan);
  await move(work, store, counts, read, {
    ...checkpoint,
    ...read.next,
    phase: hasOrders ? "orders" : "lines",
    identities: read.identities,
    steps: steps + 1,
    errors,
    worker,
  });
  known.offset = read.next.offset;
  if (!read.isLast || hasOrders) return "again";
  await finishImport(store, fileId, plan);
  return "done";
}

/** Once all lines of the file are put aside: the next orders. */
async function putTogether(
  work: Work,
  store: Store,
  fileId: number,
  checkpoint: Checkpoint,
  plan: Plan,
): Promise<StepOutcome> {
  const { counts, problems, after } = await assembleOrders(store, checkpoint.after ?? "", columnsOf(plan));
  const errors = await recordErrors(store, problems, checkpoint.errors);
  const read = { problems: { rejected: problems.length }, skipped: 0 };
  const steps = checkpoint.steps + 1;
  await move(work, store, counts, read, { ...checkpoint, after, steps, errors, worker });
  if (after !== null) return "again";
  await finishImport(store, fileId, plan);
  return "done";
}

async function move({ advanced }: Work, ...step: Parameters<typeof advanceImport>): Promise<void> {
  await advanceImport(...step);
  const [, , , checkpoint] = step;
  advanced(checkpoint);
}
