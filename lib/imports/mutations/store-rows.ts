import { copyRow } from "../rules/copy-text";
import type { LineProblems } from "../rules/line-problems";
import type { RowLine } from "../rules/read-rows";
import { fieldOfLink, type TableKind, type TableLink, type TableSpec, tables } from "../rules/tables";
import { resolveCustomers, resolveKeys } from "./resolve-names";
import { type Counts, type FieldColumns, noCounts, type Store, stage } from "./stage";
import { findByKeys, stageColumns, stagedNames, stageTable, upsertStaged } from "./upsert-staged";

/** What the lines of one step that name the same row come to; later ones win, field by field. */
type Entry = RowLine & {
  ids: (number | null)[];
  lines: number[];
  /** What became of the second and further lines. */
  further: { updated: number; unchanged: number };
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
    else entries.set(line.key, { ...line, ids, lines: [line.line], further: { updated: 0, unchanged: 0 } });
  }
  const staged = [...entries.values()];
  if (staged.length === 0) return noCounts();
  const ids = await findByKeys(
    kind,
    store,
    staged.map(({ key }) => key),
  );
  const rows = staged.map(({ key, values, ids: links }, n) =>
    copyRow([n, key, ids.get(key), ...values, ...links]),
  );
  await stage(store.client, stageTable(kind), stageColumns(spec), rows, `(${stagedNames(spec)})`);
  return count(await upsertStaged(kind, store, [...ids.values()]), staged, problems, columnOf);
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
  const found = await resolveKeys(store, link.to, names);
  return new Map([...found].map(([key, { id }]) => [key, id]));
}

function fold(spec: TableSpec, entry: Entry, line: RowLine, ids: readonly (number | null)[]): void {
  let changed = false;
  for (const [i, value] of line.values.entries()) {
    const before = entry.values[i] ?? null;
    const after =
      spec.columns[i]?.merges && value !== null && before !== null
        ? mergeJson(before, value)
        : (value ?? before);
    if (after !== before) changed = true;
    entry.values[i] = after;
  }
  for (const [i, id] of ids.entries()) {
    if (id === null || id === entry.ids[i]) continue;
    changed = true;
    entry.ids[i] = id;
  }
  entry.lines.push(line.line);
  entry.further[changed ? "updated" : "unchanged"]++;
}

const mergeJson = (before: string, after: string): string =>
  JSON.stringify({ ...JSON.parse(before), ...JSON.parse(after) });

function count(
  outcomes: readonly { n: number; outcome: string }[],
  staged: readonly Entry[],
  problems: LineProblems,
  columnOf: FieldColumns,
): Counts {
  const counts = noCounts();
  for (const { n, outcome } of outcomes) {
    const entry = staged[n];
    if (!entry) throw new Error("An outcome without a line.");
    if (outcome === "created" || outcome === "updated" || outcome === "unchanged") {
      counts[outcome === "unchanged" && entry.isIdentity ? "duplicate" : outcome]++;
      counts.updated += entry.further.updated;
      counts.unchanged += entry.further.unchanged;
      continue;
    }
    const [reason = "", field = ""] = outcome.split(" ");
    for (const line of entry.lines) {
      problems.begin(line);
      problems.add(columnOf(field), "", reason);
    }
  }
  return counts;
}
