import type { ExportColumn, ListExport } from "@/lib/doors/list-export";
import type { ListInput } from "../schema/admin";
import { type EntryRow, listEntries } from "./list-entries";

type Row = EntryRow & { parentName: string | null };

const columns: ExportColumn<Row>[] = [
  { key: "name", value: ({ name }) => name },
  { key: "touchpoints", kind: "number", value: ({ touchpoints }) => touchpoints },
  { key: "key", value: ({ key }) => key },
];
const own: Partial<Record<ListInput["list"], ExportColumn<Row>>> = {
  departments: { key: "head", value: ({ headName }) => headName },
  phases: { key: "mainPhase", value: ({ parentName }) => parentName },
};

/** One of the small lists, as long as it is; what is retired leaves with it where the page shows it too. */
export const entriesExport: ListExport<ListInput, Row> = {
  name: "entries",
  columns: ({ list }) => [...columns.slice(0, 1), ...(own[list] ? [own[list]] : []), ...columns.slice(1)],
  rows: async (scope, input) => {
    const { entries } = await listEntries(scope, { ...input, open: undefined });
    const names = new Map(entries.map(({ key, name }) => [key, name]));
    return entries.map((entry) => ({ ...entry, parentName: names.get(entry.parent ?? "") ?? null }));
  },
};
