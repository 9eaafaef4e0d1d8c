import type { ListExport } from "@/lib/doors/list-export";
import type { ImportView } from "./get-import";
import { loadImports } from "./load-import-pages";

const counts = ["lines", "created", "updated", "unchanged", "duplicate", "rejected", "skipped"] as const;

/** The list of imports as a file. */
export const importExport: ListExport<unknown, ImportView> = {
  name: "imports",
  columns: [
    { key: "file", value: ({ file }) => file },
    { key: "kind", value: ({ kind }, { t }) => t(`importPages.kinds.${kind}`) },
    { key: "status", value: ({ status }, { t }) => t(`importPages.status.${status}`) },
    ...counts.map((key) => ({ key, kind: "number" as const, value: (one: ImportView) => one[key] })),
    { key: "createdAt", kind: "instant", value: ({ createdAt }) => new Date(createdAt) },
    {
      key: "finishedAt",
      kind: "instant",
      value: ({ finishedAt }) => (finishedAt === null ? null : new Date(finishedAt)),
    },
  ],
  rows: async (scope) => (await loadImports(scope)).imports,
};
