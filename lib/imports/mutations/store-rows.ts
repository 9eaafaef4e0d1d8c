import { phoneDigits } from "@/lib/customers/rules";
import { copyField, copyRow } from "../rules/copy-text";
import type { LineProblems } from "../rules/line-problems";
import { type RowLine, rowText } from "../rules/read-rows";
import { fieldOfLink, type TableKind, type TableLink, type TableSpec, tables } from "../rules/tables";
import { resolveCustomers, resolveKeys, resolveMembers } from "./resolve-names";
import { type Counts, type FieldColumns, noCounts, reserveIds, type Store, stage } from "./stage";
import { findByKeys, stageColumns, stagedNames, stageTable, upsertStaged } from "./upsert-staged";

/** What the lines of one step that name the same row come to; later ones win, field by field. */
type Entry = {
  row: RowLine;
  ids: (number | null)[];
  /** The second and further lines, and what became of them. */
  more: { lines: number[]; updated: number; unchanged: number } | null;
};

/** Writes the lines of one step into the table of their kind: what is new is created, what differs is changed. */
export async function storeRows(
  kind: TableKind,
  store: Store,
  lines: readonly RowLine[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Promise<Counts> {
  const spec = tables[kind];
  const look = await resolveLinks(kind, store, lines);
  const entries = new Map<string, Entry>();
  for (const line of lines) {
    problems.begin(line.line);
    const ids = look(line, problems, columnOf);
    if (problems.hasFailed()) continue;
    const before = entries.get(line.key);
    if (before) fold(spec, before, line, ids);
    else entries.set(line.key, { row: line, ids, more: null });
  }
  const found = await findByKeys(kind, store, [...entries.keys()]);
  if (kind === "customers") await normalisePhones(store, entries, found);
  const needed = neededOf(spec);
  const staged = [...entries.values()].filter((entry) => canBe(entry, needed, found, problems, columnOf));
  if (staged.length === 0) return noCounts();
  const fresh = staged.length - found.size;
  const reserved = (await reserveIds(store.client, spec.table, fresh)).values();
  const rows = staged.map(({ row: { key, text }, ids }, n) => {
    const known = found.get(key);
    const head = `${n}\t${copyField(key)}\t${known ?? reserved.next().value}\t${known === undefined ? "t" : "f"}`;
    return `${head}\t${text}\t${copyRow(ids)}`;
  });
  await stage(store.client, stageTable(kind), stageColumns(spec), rows, `(${stagedNames(spec)})`);
  if (found.size > 0) await store.client.query(`analyze ${stageTable(kind)}`);
  const outcomes = await upsertStaged(kind, store, [...found.values()], fresh);
  return count(store, outcomes, staged, problems, columnOf);
}

const customerColumn = (name: string) => tables.customers.columns.findIndex((column) => column.name === name);
const [phoneAt, digitsAt, countryAt] = ["phone", "phoneDigits", "country"].map(customerColumn) as [
  number,
  number,
  number,
];

/** The form that customers are searched by depends on where they live, which may be known from before. */
async function normalisePhones(
  { client, workspaceId }: Store,
  entries: ReadonlyMap<string, Entry>,
  found: ReadonlyMap<string, number>,
): Promise<void> {
  const concerned = [...entries].filter(
    ([, { row }]) => (row.values[phoneAt] ?? row.values[countryAt] ?? null) !== null,
  );
  const known = concerned.flatMap(([key]) => found.get(key) ?? []);
  const { rows } = await client.query<[number, string | null, string | null]>({
    text: `select "id", "phone", "country" from customer where "workspaceId" = $1 and "id" = any($2::int[])`,
    values: [workspaceId, known],
    rowMode: "array",
  });
  const before = new Map(rows.map(([id, phone, country]) => [id, { phone, country }]));
  for (const [key, { row }] of concerned) {
    const there = before.get(found.get(key) ?? 0);
    const phone = row.values[phoneAt] ?? there?.phone ?? null;
    if (phone === null) continue;
    row.values[digitsAt] = phoneDigits(phone, row.values[countryAt] ?? there?.country ?? undefined);
    row.text = rowText(row.values);
  }
}

type Needed = { field: string; column: number; link: number };

const neededOf = ({ needed, columns, links }: TableSpec): Needed[] =>
  needed.map(({ column, field }) => ({
    field,
    column: columns.findIndex(({ name }) => name === column),
    link: links.findIndex(({ name }) => name === column),
  }));

/** What exists may be changed by a line that says little; what is new needs all that makes it. */
function canBe(
  { row, ids, more }: Entry,
  needed: readonly Needed[],
  found: ReadonlyMap<string, number>,
  problems: LineProblems,
  columnOf: FieldColumns,
): boolean {
  const missing = needed.find(({ column, link }) => (row.values[column] ?? ids[link] ?? null) === null);
  if (missing === undefined || found.has(row.key)) return true;
  for (const line of [row.line, ...(more?.lines ?? [])]) {
    problems.begin(line);
    problems.add(columnOf(missing.field), "", "importRequired");
  }
  return false;
}

async function resolveLinks(kind: TableKind, store: Store, lines: readonly RowLine[]) {
  const { links } = tables[kind];
  const wanted = links.map((_, i) => new Set(lines.flatMap(({ names }) => names[i] ?? [])));
  const maps: Map<string, number>[] = [];
  for (const [i, link] of links.entries()) maps.push(await idsOf(store, link, wanted[i] ?? new Set(), lines));
  return (line: RowLine, problems: LineProblems, columnOf: FieldColumns): (number | null)[] =>
    links.map((link, i) => {
      const name = line.names[i];
      if (!name) return null;
      const id = maps[i]?.get(name);
      if (id === undefined)
        problems.add(columnOf(fieldOfLink(kind, link)), name.replace(/^ext:/, ""), link.unknown);
      return id ?? null;
    });
}

async function idsOf(
  store: Store,
  link: TableLink,
  names: Set<string>,
  lines: readonly RowLine[],
): Promise<Map<string, number>> {
  if (names.size === 0) return new Map();
  if (link.to === "customer") return resolveCustomers(store, names);
  if (link.to === "company") {
    // A company that stands in the same lines may be named before its own line is stored.
    const here = new Set(lines.map(({ key }) => `ext:${key}`));
    const inFile = [...names].filter((name) => here.has(name));
    await resolveCustomers({ ...store, creates: new Set(["customers"]) }, inFile, "company");
    return resolveCustomers(store, names, "company");
  }
  if (link.to === "member") return resolveMembers(store, names);
  const found = await resolveKeys(store, link.to, names);
  return new Map([...found].map(([key, { id }]) => [key, id]));
}

function fold(spec: TableSpec, entry: Entry, line: RowLine, ids: readonly (number | null)[]): void {
  const { row } = entry;
  let changed = false;
  for (const [i, value] of line.values.entries()) {
    const before = row.values[i] ?? null;
    const merges = spec.columns[i]?.merges && value !== null && before !== null;
    const after = merges ? mergeJson(before, value) : (value ?? before);
    if (after !== before) changed = true;
    row.values[i] = after;
  }
  for (const [i, id] of ids.entries()) {
    if (id === null || id === entry.ids[i]) continue;
    changed = true;
    entry.ids[i] = id;
  }
  row.text = rowText(row.values);
  entry.more ??= { lines: [], updated: 0, unchanged: 0 };
  entry.more.lines.push(line.line);
  entry.more[changed ? "updated" : "unchanged"]++;
}

const mergeJson = (before: string, after: string): string =>
  JSON.stringify({ ...JSON.parse(before), ...JSON.parse(after) });

function count(
  { tell }: Store,
  outcomes: ReadonlyMap<number, string>,
  staged: readonly Entry[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Counts {
  const counts = noCounts();
  for (const [n, entry] of staged.entries()) {
    const outcome = outcomes.get(n) ?? "created";
    if (outcome === "created" || outcome === "updated" || outcome === "unchanged") {
      const became = outcome === "unchanged" && entry.row.isIdentity ? "duplicate" : outcome;
      counts[became]++;
      tell?.(entry.row.line, became, entry.row.key);
      for (const line of entry.more?.lines ?? []) tell?.(line, "updated", entry.row.key);
      counts.updated += entry.more?.updated ?? 0;
      counts.unchanged += entry.more?.unchanged ?? 0;
      continue;
    }
    const [reason = "", field = ""] = outcome.split(" ");
    for (const line of [entry.row.line, ...(entry.more?.lines ?? [])]) {
      problems.begin(line);
      problems.add(columnOf(field), "", reason);
    }
  }
  return counts;
}
