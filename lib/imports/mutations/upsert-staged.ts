import { type TableKind, type TableSpec, tables } from "../rules/tables";
import type { Store } from "./stage";

const quoted = (name: string): string => `"${name}"`;

export const stageTable = (kind: TableKind): string => `import_${kind}`;

/**
 * A row on its way. `id` is the row that it changes, or one reserved for it if it is new; `_forced` says that it differs
 * in something that is not in the table itself; `_outcome` is what becomes of it.
 */
export function stageColumns({ columns, links }: TableSpec): string {
  return [
    `"n" int, "key" text, "id" int, "_new" boolean, "publicId" uuid`,
    ...columns.map(({ name, type }) => `${quoted(name)} ${type}`),
    ...links.map(({ name }) => `${quoted(name)} int`),
    `"_forced" boolean default null, "_outcome" text default null`,
  ].join(", ");
}

/** The columns that are staged, in the order of {@link stageColumns}. */
export function stagedNames({ columns, links }: TableSpec): string {
  const own = [...columns, ...links].map(({ name }) => name);
  return ["n", "key", "id", "_new", "publicId", ...own].map(quoted).join(", ");
}

/** Inner ids of the rows that have these keys already. */
export async function findByKeys(
  kind: TableKind,
  { client, workspaceId }: Store,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const { table, key } = tables[kind];
  const { rows } = await client.query<[string, number]>({
    text: `select ${quoted(key)}, "id" from ${table} where "workspaceId" = $1 and ${quoted(key)} = any($2::text[])`,
    values: [workspaceId, keys],
    rowMode: "array",
  });
  return new Map(rows);
}

/**
 * Creates and changes the rows that lie in the kind's staging table, in a handful of statements. What is changed keeps
 * its before-image, so that the import can be taken back. Existing rows are named by id in the statements themselves:
 * how many rows this workspace has in a table is what the planner knows least.
 * @param existing ids of the rows that staged ones change
 * @param fresh how many of the staged rows are new
 * @returns what became of each staged row that was not simply created: `created` (it had been made before its line was
 *   reached), `updated`, `unchanged`, or a reason and the field that it is about
 */
export async function upsertStaged(
  kind: TableKind,
  store: Store,
  existing: readonly number[],
  fresh: number,
): Promise<Map<number, string>> {
  const { client } = store;
  const refused = await refuse(kind, store);
  if (existing.length > 0) {
    await compare(kind, store, existing);
    await keepBefore(kind, store, existing);
    await update(kind, store, existing);
  }
  if (fresh > refused) await insert(kind, store);
  if (existing.length + refused === 0) return new Map();
  const { rows } = await client.query<{ n: number; outcome: string }>(
    `select "n", case "_outcome" when 'completed' then 'created' else "_outcome" end as outcome
     from ${stageTable(kind)} where "_outcome" is not null`,
  );
  return new Map(rows.map(({ n, outcome }) => [n, outcome]));
}

/** New rows that must not be. @returns how many */
async function refuse(kind: TableKind, { client }: Store): Promise<number> {
  const { refused } = tables[kind];
  if (!refused) return 0;
  const { rowCount } = await client.query(
    `update ${stageTable(kind)} m set "_outcome" = '${refused.reason} ${refused.field}' where m."_new" and ${refused.when}`,
  );
  return rowCount ?? 0;
}

/** What a row will have: what the file says, else what is there, else what new rows have. */
function merged({ columns, links }: TableSpec): { name: string; sql: string }[] {
  return [
    ...columns.map(({ name, merges }) => ({
      name,
      sql: merges
        ? `coalesce(t.${quoted(name)}, '{}') || coalesce(s.${quoted(name)}, '{}')`
        : `coalesce(s.${quoted(name)}, t.${quoted(name)})`,
    })),
    ...links.map(({ name }) => ({ name, sql: `coalesce(s.${quoted(name)}, t.${quoted(name)})` })),
  ];
}

async function compare(
  kind: TableKind,
  { client, workspaceId, importId }: Store,
  existing: readonly number[],
): Promise<void> {
  const spec = tables[kind];
  const all = merged(spec);
  const differs = all.map(({ name, sql }) => `(${sql}) is distinct from t.${quoted(name)}`).join(" or ");
  // Rows that this very step had to make first, because others of its lines name them, are new all the same.
  const outcome = `case when t."importId" = $2 and t."createdAt" = now()::timestamptz(3) then 'completed'
    when s."_forced" is true or ${differs} then 'updated' else 'unchanged' end`;
  const refused = spec.refused && {
    ...spec.refused,
    row: all.map(({ name, sql }) => `${sql} as ${quoted(name)}`).join(", "),
    isChanged: spec.refused.changing
      ? `s.${quoted(spec.refused.changing)} <> coalesce(t.${quoted(spec.refused.changing)}, 0)`
      : "true",
  };
  await client.query(
    `update ${stageTable(kind)} o set "_outcome" = m."_outcome"
     from (select s."n", ${
       refused
         ? `case when exists (select 1 from (select ${refused.row}) m where ${refused.when})
                and ${refused.isChanged}
              then '${refused.reason} ${refused.field}' else ${outcome} end`
         : outcome
     } as "_outcome"
       from ${stageTable(kind)} s
       join (select * from ${spec.table} where "workspaceId" = $1 and "id" = any($3::int[])) t on t."id" = s."id") m
     where m."n" = o."n"`,
    [workspaceId, importId, existing],
  );
}

/** The rows as they are before they are changed; the first image of an import is the one to go back to. */
async function keepBefore(
  kind: TableKind,
  { client, workspaceId, importId }: Store,
  existing: readonly number[],
): Promise<void> {
  const lines = `(select "orderId", jsonb_agg(to_jsonb(l) order by l."position") as lines from order_line l
    where l."workspaceId" = $1 and l."orderId" = any($4::int[]) group by "orderId")`;
  const isOrder = kind === "orders";
  await client.query(
    `insert into import_change ("workspaceId", "importId", "entity", "rowId", "before")
     select $1, $2, $3, t."id", to_jsonb(t)${isOrder ? ` || jsonb_build_object('lines', coalesce(l.lines, '[]'))` : ""}
     from ${stageTable(kind)} s
     join (select * from ${tables[kind].table} where "workspaceId" = $1 and "id" = any($4::int[])) t on t."id" = s."id"
     ${isOrder ? `left join ${lines} l on l."orderId" = s."id"` : ""}
     where s."_outcome" = 'updated' and t."importId" is distinct from $2
     on conflict do nothing`,
    [workspaceId, importId, kind, existing],
  );
}

async function update(
  kind: TableKind,
  { client, workspaceId }: Store,
  existing: readonly number[],
): Promise<void> {
  const spec = tables[kind];
  const sets = merged(spec).map(({ name, sql }) => `${quoted(name)} = ${sql}`);
  await client.query(
    `update ${spec.table} t set ${sets.join(", ")}, "updatedAt" = clock_timestamp()${spec.versioned ? `, "version" = t."version" + (s."_outcome" = 'updated')::int` : ""}
     from ${stageTable(kind)} s
     where s."_outcome" in ('updated', 'completed') and t."id" = s."id"
       and t."workspaceId" = $1 and t."id" = any($2::int[])`,
    [workspaceId, existing],
  );
}

/** If somebody else makes one of these rows at the same time it fails; the step is taken again, and finds it. */
async function insert(kind: TableKind, { client, workspaceId, importId }: Store): Promise<void> {
  const { table, key, columns, links } = tables[kind];
  const filled = [
    ...columns.map(({ name, otherwise }) => ({
      name,
      sql: otherwise === undefined ? `m.${quoted(name)}` : `coalesce(m.${quoted(name)}, ${otherwise})`,
    })),
    ...links.map(({ name }) => ({ name, sql: `m.${quoted(name)}` })),
  ];
  await client.query(
    `insert into ${table} ("workspaceId", "id", "publicId", ${quoted(key)}, ${filled.map(({ name }) => quoted(name)).join(", ")}, "importId")
     select $1, m."id", m."publicId", m."key", ${filled.map(({ sql }) => sql).join(", ")}, $2
     from ${stageTable(kind)} m where m."_new" and m."_outcome" is null order by m."n"`,
    [workspaceId, importId],
  );
}

/** The field that a row cannot be made without and that it lacks. */
export function missingField(kind: TableKind, has: (column: string) => boolean): string | null {
  return tables[kind].needed.find(({ column }) => !has(column))?.field ?? null;
}
