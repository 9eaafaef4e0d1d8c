import { isDeepStrictEqual } from "node:util";
import { uuidv7 } from "uuidv7";
import { AppError } from "@/lib/errors/app-error";
import type { SaveStatus } from "@/lib/fields/items";
import type { Owner } from "./client";
import { Prisma } from "./generated/client";
import { instantText } from "./json-text";
import { learnSize } from "./learn-sizes";

/** What became of one item: stored under this id, or refused. */
export type Saved = { status: SaveStatus; id: string } | AppError;

/**
 * How rows of a table are saved. A state is a row as JSON has it: dates and instants as text, amounts as numbers.
 */
export type RowTable<State extends object> = {
  table: string;
  /** The columns by which the outside names a row; unique together within the workspace. None: every item is new. */
  key: readonly (keyof State & string)[];
  /** Column → its SQL type. */
  columns: Partial<Record<keyof State & string, string>>;
  /** Rows with a version count their changes. */
  versioned?: boolean;
  /** What belongs to a row and lies in another table. */
  details?: {
    read: (owner: Owner, ids: readonly number[]) => Promise<Map<number, Partial<State>>>;
    write: (owner: Owner, rows: readonly { id: number; state: State }[]) => Promise<void>;
  };
};

/** One item on its way: the name of its row, if it has one, and what becomes of the row as it is found. */
export type RowChange<State> = {
  key: readonly unknown[] | null;
  change: (before: State | null) => State | AppError;
};

type Row<State> = { id: number | null; publicId: string; before: State | null; now: State | null };

/** Somebody else may create the same name between our look and our write; then we look again. */
const maxRounds = 5;

/**
 * Saves items one after the other in their order, as if each had come alone, in a handful of statements for all of
 * them: look (and lock) by name, decide here, insert, update. Locks are taken in one order by everybody; a name that
 * another transaction just took is looked up again after its commit.
 */
export async function saveRows<State extends object>(
  owner: Owner,
  table: RowTable<State>,
  changes: readonly RowChange<State>[],
): Promise<Saved[]> {
  const outcomes = new Map<number, Saved>();
  let pending = changes.map((change, n) => ({
    ...change,
    n,
    name: change.key && JSON.stringify(change.key),
  }));
  for (let round = 0; pending.length > 0; round++) {
    if (round === maxRounds) throw new AppError("conflict");
    const rows = await readRows(owner, table, byKeys(table, pending));
    const named = new Map(rows.map((row) => [nameOf(table, row.before), row]));
    const unnamed: Row<State>[] = [];
    for (const { n, name, change } of pending) {
      const row = (name === null ? undefined : named.get(name)) ?? newRow<State>();
      const after = change(row.now);
      if (after instanceof AppError) {
        outcomes.set(n, after);
        continue;
      }
      outcomes.set(n, { status: statusOf(row.now, after), id: row.publicId });
      row.now = after;
      if (name === null) unnamed.push(row);
      else named.set(name, row);
    }
    const all = [...named.values(), ...unnamed];
    const taken = await insertRows(
      owner,
      table,
      all.filter(({ id }) => id === null),
    );
    await updateRows(
      owner,
      table,
      all.filter(({ id }) => id !== null),
    );
    pending = pending.filter(({ name }) => name !== null && taken.has(name));
  }
  return changes.map((_, n) => {
    const outcome = outcomes.get(n);
    if (!outcome) throw new Error("An item without an outcome.");
    return outcome;
  });
}

/** Changes one row that is there. @returns null when nothing is @throws AppError `conflict` for a name that is taken */
export async function changeRow<State extends object>(
  owner: Owner,
  table: RowTable<State>,
  which: Prisma.Sql,
  change: (before: State) => State | AppError,
): Promise<{ status: SaveStatus; id: string } | null> {
  const [row] = await readRows(owner, table, {
    from: Prisma.raw(`"${table.table}" t`),
    where: which,
  });
  if (!row?.before) return null;
  const after = change(row.before);
  if (after instanceof AppError) throw after;
  row.now = after;
  await updateRows(owner, table, [row]);
  return { status: statusOf(row.before, after), id: row.publicId };
}

/** @returns false when there is nothing that the condition on `t` means */
export async function deleteRow<State extends object>(
  { db, workspaceId }: Owner,
  { table }: RowTable<State>,
  which: Prisma.Sql | null,
): Promise<boolean> {
  if (!which) return false;
  const gone = await db.$executeRaw(
    Prisma.sql`delete from ${Prisma.raw(`"${table}" t`)} where t."workspaceId" = ${workspaceId} and ${which}`,
  );
  return gone > 0;
}

const newRow = <State>(): Row<State> => ({ id: null, publicId: uuidv7(), before: null, now: null });

const statusOf = <State>(before: State | null, after: State): SaveStatus =>
  before === null ? "created" : isDeepStrictEqual(before, after) ? "unchanged" : "updated";

const nameOf = <State extends object>({ key }: RowTable<State>, state: State | null): string =>
  JSON.stringify(key.map((column) => state?.[column]));

const quoted = (name: string): string => `"${name}"`;

/** `"externalId" text, "day" date`: what json_to_recordset makes of objects. */
const typed = (columns: readonly (readonly [string, string | undefined])[]): Prisma.Sql =>
  Prisma.raw(columns.map(([name, type]) => `${quoted(name)} ${type}`).join(", "));

const columnsOf = <State extends object>({ columns }: RowTable<State>): [string, string][] =>
  Object.entries(columns) as [string, string][];

type Found = { from: Prisma.Sql; where: Prisma.Sql };

function byKeys<State extends object>(
  { table, key, columns }: RowTable<State>,
  pending: readonly { key: readonly unknown[] | null }[],
): Found | null {
  const keys = pending.flatMap((one) =>
    one.key ? [Object.fromEntries(key.map((name, i) => [name, one.key?.[i]]))] : [],
  );
  if (keys.length === 0) return null;
  const same = key.map((name) => `t.${quoted(name)} = k.${quoted(name)}`).join(" and ");
  return {
    from: Prisma.sql`json_to_recordset(${JSON.stringify(keys)}::json) as k(${typed(key.map((name) => [name, columns[name]]))})
      join ${Prisma.raw(quoted(table))} t on ${Prisma.raw(same)}`,
    where: Prisma.sql`true`,
  };
}

/** Rows as they are, locked until the end of the transaction. */
async function readRows<State extends object>(
  owner: Owner,
  table: RowTable<State>,
  found: Found | null,
): Promise<Row<State>[]> {
  if (!found) return [];
  const state = columnsOf(table).map(([name, type]) => {
    const column = `t.${quoted(name)}`;
    return `'${name}', ${type === "timestamptz" ? instantText(column) : column}`;
  });
  const rows = await owner.db.$queryRaw<{ id: number; publicId: string; state: State }[]>(Prisma.sql`
    select t."id", t."publicId"::text as "publicId", json_build_object(${Prisma.raw(state.join(", "))}) as state
    from ${found.from}
    where t."workspaceId" = ${owner.workspaceId} and ${found.where}
    order by t."id"
    for no key update of t`);
  const details = await table.details?.read(
    owner,
    rows.map(({ id }) => id),
  );
  const unique = new Map(
    rows.map(({ id, publicId, state }) => {
      const before: State = { ...state, ...details?.get(id) };
      return [id, { id, publicId, before, now: before }];
    }),
  );
  return [...unique.values()];
}

/** @returns the names that somebody else has taken meanwhile */
async function insertRows<State extends object>(
  owner: Owner,
  table: RowTable<State>,
  rows: readonly Row<State>[],
): Promise<Set<string>> {
  const fresh = rows.flatMap(({ publicId, now }) => (now ? [{ publicId, now }] : []));
  if (fresh.length === 0) return new Set();
  const columns = columnsOf(table);
  const names = columns.map(([name]) => quoted(name)).join(", ");
  const values = columns.map(([name]) => `r.${quoted(name)}`).join(", ");
  const key = table.key.map(quoted);
  const payload = fresh.map(({ publicId, now }) => ({ ...now, publicId }));
  const inserted = await owner.db.$queryRaw<{ id: number; publicId: string }[]>(Prisma.sql`
    insert into ${Prisma.raw(quoted(table.table))} ("workspaceId", "publicId", ${Prisma.raw(names)})
    select ${owner.workspaceId}, r."publicId", ${Prisma.raw(values)}
    from json_to_recordset(${JSON.stringify(payload)}::json) as r("publicId" uuid, ${typed(columns)})
    ${Prisma.raw(key.length === 0 ? "" : `order by ${key.map((name) => `r.${name}`).join(", ")} on conflict ("workspaceId", ${key.join(", ")}) do nothing`)}
    returning "id", "publicId"::text as "publicId"`);
  const ids = new Map(inserted.map(({ id, publicId }) => [publicId, id]));
  await learnSize(owner, table.table, inserted.length);
  await table.details?.write(
    owner,
    fresh.flatMap(({ publicId, now }) => {
      const id = ids.get(publicId);
      return id === undefined ? [] : [{ id, state: now }];
    }),
  );
  return new Set(fresh.filter(({ publicId }) => !ids.has(publicId)).map(({ now }) => nameOf(table, now)));
}

async function updateRows<State extends object>(
  owner: Owner,
  table: RowTable<State>,
  rows: readonly Row<State>[],
): Promise<void> {
  const changed = rows.flatMap(({ id, before, now }) =>
    id !== null && now !== null && !isDeepStrictEqual(before, now) ? [{ id, state: now }] : [],
  );
  if (changed.length === 0) return;
  const columns = columnsOf(table);
  const set = columns.map(([name]) => `${quoted(name)} = r.${quoted(name)}`).join(", ");
  const payload = changed.map(({ id, state }) => ({ ...state, id }));
  await owner.db.$executeRaw(Prisma.sql`
    update ${Prisma.raw(quoted(table.table))} t
    set ${Prisma.raw(set)}, "updatedAt" = clock_timestamp()
      ${table.versioned ? Prisma.sql`, "version" = t."version" + 1` : Prisma.empty}
    from json_to_recordset(${JSON.stringify(payload)}::json) as r("id" int, ${typed(columns)})
    where t."workspaceId" = ${owner.workspaceId} and t."id" = r."id"`);
  await table.details?.write(owner, changed);
}
