import { AppError } from "@/lib/errors/app-error";
import type { ByteSource, TextForm } from "../read-records";
import { isBlank, maxRecordCharacters } from "../split-records";
import { maxUnpackedBytes, openPackage, type Package } from "./open-package";
import { readSheet } from "./read-sheet";
import { readWorkbook, type Sheet, type Workbook } from "./read-workbook";
import { readSharedTexts, type SharedTexts } from "./shared-texts";

/**
 * How a sheet is written down for the engine. Rows end with a carriage return, which no cell holds, so a row's line is
 * its number in the sheet even where cells have several lines.
 */
export const sheetForm: TextForm = { encoding: "utf-8", delimiter: "\t", lineEnd: "\r" };

/** Where the text goes; `clear` begins anew. */
export type TextSink = { write(bytes: Buffer): Promise<void>; clear(): Promise<void> };

export type SheetFacts = {
  /** All that can be chosen, hidden ones behind the others. */
  sheets: string[];
  sheet: string;
  /** Formulas without a value. */
  uncomputed: number;
};

const flushAt = 256 * 1024;

/**
 * Writes one sheet of a workbook as text, row for row. Without a wish it is the first one that can be seen and has at
 * least two rows.
 * @param most rows to read, for a look at the beginning
 * @throws AppError `invalid` with a sentence about what is wrong with the workbook
 */
export async function writeSheetAsText(
  source: ByteSource,
  wanted: string | number | undefined,
  sink: TextSink,
  most = Number.POSITIVE_INFINITY,
): Promise<SheetFacts> {
  const pack = await openPackage(source);
  try {
    const book = await readWorkbook(pack);
    const sheets = [...book.sheets].sort((a, b) => Number(a.isHidden) - Number(b.isHidden));
    if (sheets.length === 0) throw new AppError("invalid", "importNoSheets");
    const texts = await readSharedTexts(pack, book.texts);
    const candidates = wanted === undefined ? sheets : [named(sheets, book.sheets, wanted)];
    const [first] = candidates;
    for (const sheet of candidates) {
      const { rows, uncomputed } = await writeSheet(pack, book, sheet, texts, sink, most);
      if (rows > 1 || candidates.length === 1)
        return { sheets: sheets.map(({ name }) => name), sheet: sheet.name, uncomputed };
      await sink.clear();
    }
    if (!first) throw new AppError("invalid", "importNoSheets");
    const { uncomputed } = await writeSheet(pack, book, first, texts, sink, most);
    return { sheets: sheets.map(({ name }) => name), sheet: first.name, uncomputed };
  } finally {
    pack.close();
  }
}

/** By name, or by number in the order of the workbook. */
function named(shown: readonly Sheet[], inOrder: readonly Sheet[], wanted: string | number): Sheet {
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const found =
    typeof wanted === "number"
      ? inOrder[wanted - 1]
      : (shown.find(({ name }) => name === wanted) ??
        shown.find(({ name }) => same(name, wanted)) ??
        (/^\d+$/.test(wanted) ? inOrder[Number(wanted) - 1] : undefined));
  if (found) return found;
  throw new AppError("invalid", "importNoSheet", {
    values: {
      sheet: String(wanted),
      sheets: shown
        .slice(0, 40)
        .map(({ name }) => name)
        .join(", "),
    },
    fields: { "options.sheet": "importNoSheetHere" },
  });
}

async function writeSheet(
  pack: Package,
  book: Workbook,
  sheet: Sheet,
  texts: SharedTexts,
  sink: TextSink,
  most: number,
): Promise<{ rows: number; uncomputed: number }> {
  let text = "";
  let written = 0;
  let at = 1;
  let rows = 0;
  const { uncomputed } = await readSheet(pack, sheet.part, book, texts, {
    row(number, cells) {
      if (rows >= most || number < at) return;
      const line = cells.map(asCell).join("\t");
      if (line.length > maxRecordCharacters)
        throw new AppError("invalid", "importLineTooLong", { values: { line: number } });
      text += `${"\r".repeat(number - at)}${line}\r`;
      at = number + 1;
      if (!isBlank(cells)) rows++;
      // A short text may stand in a million cells.
      if (written + text.length > maxUnpackedBytes)
        throw new AppError("invalid", "importWorkbookUnpacked", {
          values: { megabytes: maxUnpackedBytes / 1024 / 1024 },
        });
    },
    async pause() {
      if (text.length >= flushAt) await flush();
      return rows < most;
    },
  });
  await flush();
  return { rows, uncomputed };

  async function flush(): Promise<void> {
    const bytes = Buffer.from(text);
    text = "";
    written += bytes.length;
    if (bytes.length > 0) await sink.write(bytes);
  }
}

const asCell = (cell: string): string =>
  /["\t\n\r]/.test(cell) ? `"${cell.replaceAll("\r", "\n").replaceAll('"', '""')}"` : cell;
