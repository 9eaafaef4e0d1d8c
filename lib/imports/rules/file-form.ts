import type { DecimalMark } from "./numbers";
import type { Position, TextForm } from "./read-records";

/**
 * What was found out about a file when it arrived: enough to go on reading anywhere in it without looking again.
 * Stored with the import.
 */
export type FileForm = TextForm & {
  /** The header's rows, their cells trimmed; none where the file has no header. */
  headers: string[][];
  /** Cells of a line; null where nothing tells. */
  width: number | null;
  /** The first record behind the header. */
  start: Position;
  /** Lines with something on them, the header aside. */
  records: number;
  hasControls: boolean;
  decimal: DecimalMark;
  /** Format of the dates by column, counted from 0. */
  dateFormats: Record<string, string>;
  /** Columns of attributes that hold numbers. */
  numberColumns: number[];
  /** Part of the identity of lines without an id. */
  source: string;
};
