import { AppError, notFound } from "@/lib/errors/app-error";
import type { Owner } from "./client";
import { Prisma } from "./generated/client";
import { type RowTable, saveRows } from "./save-rows";

/** A row as it was before a change, with the version that the change left: all that taking it back needs. */
export type Snapshot<State> = { key: string; version: number | null; state: State | null };

export type KeyedChange<State> = {
  key: string;
  /** The version that the editor saw; null: there must be none yet; undefined: whatever is there. */
  expected?: number | null | undefined;
  change: (before: State | null) => State | AppError;
};

type KeyedState = { key: string };

/** Versions of rows by key, locked until the end of the transaction. */
export async function versionsOf(
  { db, workspaceId }: Owner,
  table: string,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ key: string; version: number }[]>(Prisma.sql`
    select t."key", t."version" from ${Prisma.raw(`"${table}" t`)}
    where t."workspaceId" = ${workspaceId} and t."key" = any(${[...keys]}::text[])
    order by t."id" for no key update`);
  return new Map(rows.map(({ key, version }) => [key, version]));
}

/**
 * Changes rows that people edit, and remembers how they were.
 * @param isStale what to say when somebody else was there first
 * @throws AppError `notFound`, `invalid` for a key that is taken, or what a change refuses
 */
export async function changeKeyed<State extends KeyedState>(
  owner: Owner,
  table: RowTable<State>,
  changes: readonly KeyedChange<State>[],
  isStale: (key: string) => Promise<AppError> = async () => new AppError("conflict", "changedMeanwhile"),
): Promise<Snapshot<State>[]> {
  const versions = await versionsOf(
    owner,
    table.table,
    changes.map(({ key }) => key),
  );
  for (const { key, expected } of changes) {
    const version = versions.get(key);
    if (expected === null && version !== undefined)
      throw new AppError("invalid", undefined, { fields: { key: "keyTaken" } });
    if (expected === null || expected === undefined) continue;
    if (version === undefined) throw notFound();
    if (version !== expected) throw await isStale(key);
  }
  const before = new Map<string, State | null>();
  const saved = await saveRows(
    owner,
    table,
    changes.map(({ key, change }) => ({
      key: [key],
      change: (found) => {
        if (!before.has(key)) before.set(key, found);
        return change(found);
      },
    })),
  );
  return saved.map((outcome, n) => {
    if (outcome instanceof AppError) throw outcome;
    const key = changes[n]?.key ?? "";
    const version = (versions.get(key) ?? (outcome.status === "created" ? 0 : 1)) + 1;
    return {
      key,
      version: outcome.status === "unchanged" ? version - 1 : version,
      state: before.get(key) ?? null,
    };
  });
}

/** Deletes one row for good; the caller has made sure that nothing needs it. @throws AppError `notFound` */
export async function removeKeyed<State extends KeyedState>(
  owner: Owner,
  table: RowTable<State>,
  key: string,
): Promise<Snapshot<State>> {
  const [snapshot] = await changeKeyed(owner, table, [{ key, change: (before) => before ?? notFound() }]);
  await owner.db.$executeRaw(Prisma.sql`
    delete from ${Prisma.raw(`"${table.table}"`)} where "workspaceId" = ${owner.workspaceId} and "key" = ${key}`);
  return { key, version: null, state: snapshot?.state ?? null };
}

/** Puts rows back as they were. @throws AppError `conflict` when somebody has changed one of them since */
export async function takeBack<State extends KeyedState>(
  owner: Owner,
  table: RowTable<State>,
  snapshots: readonly Snapshot<State>[],
): Promise<void> {
  const keys = snapshots.map(({ key }) => key);
  const versions = await versionsOf(owner, table.table, keys);
  for (const { key, version } of snapshots) {
    const now = versions.get(key) ?? null;
    if (now === null && version !== null) throw notFound();
    if (now !== version) throw new AppError("conflict", "changedMeanwhile");
  }
  const gone = snapshots.flatMap(({ key, state }) => (state === null ? [key] : []));
  if (gone.length > 0) {
    await owner.db.$executeRaw(Prisma.sql`
      delete from ${Prisma.raw(`"${table.table}"`)}
      where "workspaceId" = ${owner.workspaceId} and "key" = any(${gone}::text[])`);
  }
  const saved = await saveRows(
    owner,
    table,
    snapshots.flatMap(({ key, state }) =>
      state === null ? [] : [{ key: [key], change: () => ({ ...state, key }) }],
    ),
  );
  for (const outcome of saved) if (outcome instanceof AppError) throw outcome;
}
