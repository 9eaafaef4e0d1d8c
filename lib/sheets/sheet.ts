import type { CsvStyle } from "./csv-row";

/** What a column holds decides how a spreadsheet shows and sorts it. */
export type CellKind = "text" | "number" | "day" | "instant";

/** A text, a number, a day `YYYY-MM-DD`, or an instant as the local time `YYYY-MM-DD HH:MM:SS`. */
export type Cell = string | number | null;

/** A table on its way out: the rows are made while they are written, so it may have any length. */
export type Sheet = {
  title: string;
  columns: readonly { header: string; kind: CellKind }[];
  rows: AsyncIterable<readonly Cell[]>;
  csv: CsvStyle;
};

export const sheetFormats = ["csv", "xlsx"] as const;
export type SheetFormat = (typeof sheetFormats)[number];

export const mediaTypes: Record<SheetFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
