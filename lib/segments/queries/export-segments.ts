import type { ListExport } from "@/lib/doors/list-export";
import { loadSegments, type SegmentLine } from "./load-segments";

/** The list of segments as a file; the members themselves leave with the list of customers. */
export const segmentExport: ListExport<unknown, SegmentLine> = {
  name: "segments",
  columns: [
    { key: "name", value: ({ name }) => name },
    { key: "key", value: ({ key }) => key },
    { key: "leading", value: ({ leading }, { t }) => t(`exports.${leading ? "yes" : "no"}`) },
    { key: "members", kind: "number", value: ({ members }) => members },
    { key: "note", value: ({ problem }) => problem },
    { key: "retired", value: ({ retired }, { t }) => t(`exports.${retired ? "yes" : "no"}`) },
  ],
  rows: async (scope) => (await loadSegments(scope)).segments,
};
