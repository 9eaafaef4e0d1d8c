import { isoText, numberText, unescapeText } from "./cell-text";
import { brokenWorkbook, type Package } from "./open-package";
import type { Workbook } from "./read-workbook";
import { readXml } from "./read-xml";
import type { SharedTexts } from "./shared-texts";

/** Rows and columns that a sheet of this format can have. */
const maxRows = 1_048_576;
const maxColumns = 16_384;
const maxMerges = 100_000;

export type SheetReader = {
  /** A row that says something; rows without cells are left out. Rows are counted from 1. */
  row(number: number, cells: string[]): void;
  pause(): Promise<boolean>;
};

/** Cells merged downwards: each further row has the first one's value, as it is seen. By row, then column. */
type Merges = Map<number, { column: number; last: number }[]>;

/**
 * Reads a sheet row by row. Values are as they are shown, dates written the ISO way.
 * @returns how many formulas have no value, because no program has computed them
 */
export async function readSheet(
  pack: Package,
  part: string,
  { styles, is1904 }: Pick<Workbook, "styles" | "is1904">,
  texts: SharedTexts,
  reader: SheetReader,
): Promise<{ uncomputed: number }> {
  const merges = await readMerges(pack, part);
  const held = new Map<number, { value: string; last: number }>();
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let type = "n";
  let style = 0;
  let value = "";
  let inValue = false;
  let hasFormula = false;
  let aloud = 0;
  let uncomputed = 0;

  function place(text: string): void {
    while (cells.length < column) cells.push("");
    cells[column] = text;
  }

  function endOfRow(): void {
    for (const [at, { value: above, last }] of held) {
      if (row > last) held.delete(at);
      else if (!cells[at]) {
        while (cells.length < at) cells.push("");
        cells[at] = above;
      }
    }
    for (const { column: at, last } of merges.get(row) ?? [])
      if (cells[at]) held.set(at, { value: cells[at], last });
    if (cells.length > 0) reader.row(row, cells);
  }

  await readXml(pack, part, {
    open(name, attributes) {
      switch (name) {
        case "row":
          row = attributes.r === undefined ? row + 1 : Number(attributes.r);
          if (!(row >= 1 && row <= maxRows)) throw brokenWorkbook();
          cells = [];
          column = -1;
          break;
        case "c":
          column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
          if (!(column >= 0 && column < maxColumns)) throw brokenWorkbook();
          type = attributes.t ?? "n";
          style = Number(attributes.s ?? 0);
          value = "";
          hasFormula = false;
          break;
        case "rPh":
          aloud++;
          break;
        case "f":
          hasFormula = true;
          break;
      }
      inValue = name === "v" || (name === "t" && aloud === 0);
    },
    text(more) {
      if (inValue) value += more;
    },
    close(name) {
      inValue = false;
      if (name === "rPh") aloud--;
      else if (name === "row") endOfRow();
      else if (name === "c") {
        if (value === "" && hasFormula && type !== "str") uncomputed++;
        if (value !== "") place(cellText(value));
      }
    },
    pause: () => reader.pause(),
  });

  function cellText(raw: string): string {
    switch (type) {
      case "s":
        return texts.at(Number(raw));
      case "b":
        return raw.trim() === "1" ? "true" : raw.trim() === "0" ? "false" : raw;
      case "n":
        return numberText(raw, styles[style] ?? "number", is1904);
      case "d":
        return isoText(raw.trim());
      default:
        return unescapeText(raw);
    }
  }
  return { uncomputed };
}

/** They stand behind the rows, so the sheet is looked through once before. */
async function readMerges(pack: Package, part: string): Promise<Merges> {
  const merges: Merges = new Map();
  const shape = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g;
  let rest = "";
  let count = 0;
  for await (const bytes of pack.read(part)) {
    const text = rest + bytes.toString("latin1");
    for (const [, letters = "", first = "", last = ""] of text.matchAll(shape)) {
      if (++count > maxMerges) throw brokenWorkbook();
      if (Number(last) <= Number(first)) continue;
      const row = Number(first);
      merges.set(row, [...(merges.get(row) ?? []), { column: columnOf(letters), last: Number(last) }]);
    }
    // What was found ends with ">"-less text at most one tag long.
    rest = text.slice(Math.max(text.lastIndexOf("<"), text.length - 500));
  }
  return merges;
}

/** "C7" → 2 */
function columnOf(place: string): number {
  let column = 0;
  for (let i = 0; i < place.length; i++) {
    const code = place.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
