import type { PoolClient } from "pg";
import { reserveIds, stage } from "@/lib/imports/mutations/stage";
import { copyRow } from "@/lib/imports/rules/copy-text";

export type Cell = string | number | bigint | boolean | null;

/** A transaction in the demo's workspace. */
export type Planting = { client: PoolClient; workspaceId: number };

/** Many rows at once: copied into a table of this connection and from there into the one that policies guard. */
export async function insertRows(
  { client, workspaceId }: Planting,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const { rows: types } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attname = any($2)`,
    [`"${table}"`, columns],
  );
  const typeOf = new Map(types.map(({ name, type }) => [name, type]));
  const staged = `demo_${table}`;
  const typed = columns.map((name) => `"${name}" ${typeOf.get(name)}`).join(", ");
  const names = columns.map((name) => `"${name}"`).join(", ");
  await stage(client, staged, typed, rows.map(copyRow));
  await client.query(`insert into "${table}" ("workspaceId", ${names}) select $1, ${names} from ${staged}`, [
    workspaceId,
  ]);
  // The next rows of this table may fill other columns.
  await client.query(`drop table ${staged}`);
  await client.query("select lotse_analyze($1::text[])", [[table]]);
}

/** The same for rows that others point to. @returns their ids, in the order of the rows */
export async function insertNumbered(
  planting: Planting,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<number[]> {
  const ids = await reserveIds(planting.client, table, rows.length);
  await insertRows(
    planting,
    table,
    ["id", ...columns],
    rows.map((row, index) => [ids[index] ?? 0, ...row]),
  );
  return ids;
}

/** Rows that are found by their key afterwards. */
export async function insertKeyed(
  planting: Planting,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<Map<string, number>> {
  const ids = await insertNumbered(planting, table, columns, rows);
  const at = columns.indexOf("key");
  return new Map(rows.map((row, index) => [String(row[at]), ids[index] ?? 0]));
}

/** The id of a key that has to be there. */
export function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The demo company names "${key}", which is not planted.`);
  return id;
}
