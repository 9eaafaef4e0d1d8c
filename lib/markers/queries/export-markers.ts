import type { ListExport } from "@/lib/doors/list-export";
import type { MarkerRowsInput } from "../schema/admin";
import { listMarkerRows, type MarkerRow } from "./list-rows";

type Row = MarkerRow & { about: Record<"touchpoint" | "phase" | "segment", string | null> };

/** All events of the filter, page after page. */
export const markersExport: ListExport<MarkerRowsInput, Row> = {
  name: "markers",
  columns: [
    { key: "on", kind: "day", value: ({ on }) => on },
    { key: "name", value: ({ title }) => title },
    { key: "touchpoint", value: ({ about }) => about.touchpoint },
    { key: "phase", value: ({ about }) => about.phase },
    { key: "segment", value: ({ about }) => about.segment },
    { key: "id", value: ({ id }) => id },
  ],
  rows: async function* (scope, input) {
    for (let page = 1, left = 1; left > 0; page++) {
      const { rows, choices } = await listMarkerRows(scope, { ...input, open: undefined, page });
      left = rows.length;
      for (const row of rows) {
        const nameOf = (kind: keyof Row["about"]) =>
          choices[kind].find(({ key }) => key === row[kind])?.name ?? null;
        yield {
          ...row,
          about: { touchpoint: nameOf("touchpoint"), phase: nameOf("phase"), segment: nameOf("segment") },
        };
      }
    }
  },
};
