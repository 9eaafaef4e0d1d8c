import { isDeepStrictEqual } from "node:util";
import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import type {
  PromiseCountNamed,
  PromiseCountState,
  SavePromiseCountInput,
  UndoPromiseCountInput,
} from "../schema";
import type { Undo } from "./edit-promise";

const undoOf = (
  id: string,
  from: LocalDay,
  now: PromiseCountState | null,
  state: PromiseCountState | null,
): Undo => ({ before: JSON.stringify({ id, from, now, state }) });

/**
 * Writes down how often a promise was kept in a time; the same beginning again replaces what was counted.
 * @throws AppError `invalid` where it overlaps another time: nothing may be counted twice
 */
export async function savePromiseCount(scope: Scope, input: SavePromiseCountInput): Promise<Undo> {
  const { id, from, through, kept, cases } = input;
  const promiseId = await hold(scope, id);
  const state: PromiseCountState = { from, to: addDays(through, 1), kept, cases };
  const before = await readCount(scope, promiseId, from);
  await put(scope, promiseId, state);
  await writeAudit(scope, "promiseCount.change", id, { from, through, kept, cases });
  return undoOf(id, from, state, before);
}

export async function removePromiseCount(scope: Scope, { id, from }: PromiseCountNamed): Promise<Undo> {
  const promiseId = await hold(scope, id);
  const before = await readCount(scope, promiseId, from);
  if (!before) throw notFound();
  await remove(scope, promiseId, from);
  await writeAudit(scope, "promiseCount.delete", id, { from, kept: before.kept, cases: before.cases });
  return undoOf(id, from, null, before);
}

/** @throws AppError `conflict` when somebody has counted anew since */
export async function undoPromiseCount(scope: Scope, { before }: UndoPromiseCountInput): Promise<void> {
  const { id, from, now, state } = before;
  const promiseId = await hold(scope, id);
  if (!isDeepStrictEqual(await readCount(scope, promiseId, from), now))
    throw new AppError("conflict", "changedMeanwhile");
  if (state) await put(scope, promiseId, state);
  else await remove(scope, promiseId, from);
  await writeAudit(scope, "promiseCount.undo", id, { from });
}

/** Counts of one promise are changed by one at a time, or two that overlap could both find room. */
async function hold({ db, workspaceId }: Scope, id: string): Promise<number> {
  const { count } = await db.promise.updateMany({
    where: { workspaceId, publicId: id },
    data: { updatedAt: new Date() },
  });
  if (count === 0) throw notFound();
  const row = await db.promise.findFirst({ where: { workspaceId, publicId: id }, select: { id: true } });
  if (!row) throw notFound();
  return row.id;
}

async function put({ db, workspaceId }: Scope, promiseId: number, state: PromiseCountState): Promise<void> {
  const { from, to, kept, cases } = state;
  const [fromOn, toOn] = [new Date(from), new Date(to)];
  const overlapping = await db.promiseCount.findFirst({
    where: { workspaceId, promiseId, fromOn: { lt: toOn, not: fromOn }, toOn: { gt: fromOn } },
  });
  if (overlapping) throw new AppError("invalid", undefined, { fields: { from: "overlapsCount" } });
  const data = { toOn, kept, cases };
  await db.promiseCount.upsert({
    where: { workspaceId_promiseId_fromOn: { workspaceId, promiseId, fromOn } },
    create: { workspaceId, promiseId, fromOn, ...data },
    update: data,
  });
}

async function remove({ db, workspaceId }: Scope, promiseId: number, from: LocalDay): Promise<void> {
  await db.promiseCount.deleteMany({ where: { workspaceId, promiseId, fromOn: new Date(from) } });
}

async function readCount(
  { db, workspaceId }: Scope,
  promiseId: number,
  from: LocalDay,
): Promise<PromiseCountState | null> {
  const row = await db.promiseCount.findFirst({ where: { workspaceId, promiseId, fromOn: new Date(from) } });
  if (!row) return null;
  return { from, to: row.toOn.toISOString().slice(0, 10), kept: row.kept, cases: row.cases };
}
