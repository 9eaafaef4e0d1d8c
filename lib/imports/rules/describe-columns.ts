import type { ColumnRef } from "../schema/column";
import { guessFormat } from "./guess-format";
import { guessDecimalMark, parseDecimal } from "./numbers";

export type ColumnType = "empty" | "whole" | "number" | "date" | "flag" | "email" | "text";

/** What a column seems to hold, told by the beginning of the file. */
export type ColumnFacts = {
  /** Counted from 0. */
  index: number;
  /** How a mapping names it: by its header, or by its number where there is none or another has the same. */
  ref: ColumnRef;
  name: string;
  /** The second header row, if there is one: often the question. */
  also: string;
  /** Up to three different values. */
  samples: string[];
  type: ColumnType;
  /** Of dates: how they are written, or "ambiguous" where day and month could be either. */
  dateFormat: string | null;
  /** Of whole numbers. */
  least: number | null;
  most: number | null;
  different: number;
  /** Texts that look as if they mean "no value". */
  missing: string[];
};

const shown = 3;
const missingWords = /^(na|n\/a|#n\/a|nan|null|none|-|--|\?|k\.? ?a\.?|keine angabe|-9|-99|-999)$/i;
const flagWords = /^(true|false|yes|no|ja|nein|y|n|wahr|falsch)$/i;

/** @param headers rows of names above the lines, none where the file has no header */
export function describeColumns(
  headers: readonly string[][],
  sample: readonly string[][],
  width: number,
): ColumnFacts[] {
  const names = Array.from({ length: width }, (_, index) =>
    headers.map((row) => row[index] ?? "").find((name) => name !== ""),
  );
  const uses = new Map<string, number>();
  for (const name of headers.flat()) uses.set(name.toLowerCase(), (uses.get(name.toLowerCase()) ?? 0) + 1);
  return names.map((name, index) => {
    const isUnique = name !== undefined && uses.get(name.toLowerCase()) === 1;
    const also = headers.map((row) => row[index] ?? "").filter((text) => text !== "" && text !== name);
    return {
      index,
      ref: isUnique ? name : index + 1,
      name: name ?? String(index + 1),
      also: also.join(" · ").slice(0, 300),
      ...factsOf(sample.map((cells) => (cells[index] ?? "").trim()).filter((text) => text !== "")),
    };
  });
}

function factsOf(texts: readonly string[]) {
  const missing = [...new Set(texts.filter((text) => missingWords.test(text)))];
  const said = texts.filter((text) => !missing.includes(text));
  const distinct = new Set(said);
  const dates = said.length > 0 ? guessFormat(said) : null;
  const mark = guessDecimalMark(said);
  const share = (test: (text: string) => boolean) =>
    said.length === 0 ? 0 : said.filter(test).length / said.length;
  const isWhole = share((text) => /^[+-]?\d{1,15}$/.test(text)) === 1;
  const numbers = isWhole ? said.map(Number) : [];
  const type: ColumnType =
    said.length === 0
      ? "empty"
      : isWhole && dates !== "YYYYMMDD"
        ? "whole"
        : dates !== null && share((text) => /\d/.test(text)) === 1
          ? "date"
          : share((text) => parseDecimal(text, mark) !== null) >= 0.9
            ? "number"
            : share((text) => flagWords.test(text)) === 1
              ? "flag"
              : share((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) >= 0.9
                ? "email"
                : "text";
  return {
    samples: [...distinct].slice(0, shown).map((text) => text.slice(0, 120)),
    type,
    dateFormat: type === "date" ? dates : null,
    least: numbers.length > 0 ? numbers.reduce((a, b) => Math.min(a, b)) : null,
    most: numbers.length > 0 ? numbers.reduce((a, b) => Math.max(a, b)) : null,
    different: distinct.size,
    missing,
  };
}

/**
 * How many of the first rows are names: those with words where the rows below have numbers or dates. A first row of
 * words only is one too. Rows with hardly anything on them above those are titles, and belong to the header.
 */
export function guessHeaderRows(rows: readonly string[][]): number {
  const body = describeColumns([], rows.slice(3, 200), Math.max(0, ...rows.map((row) => row.length)));
  const isTyped = (text: string) => /^[+-]?[\d.,:/ -]*\d[\d.,:/ -]*$/.test(text.trim());
  const typed = body
    .filter(({ type }) => ["whole", "number", "date"].includes(type))
    .map(({ index }) => index);
  const isNames = (row: readonly string[]) => {
    const filled = row.filter((cell) => cell.trim() !== "");
    if (filled.length === 0 || filled.some(isTyped)) return false;
    return typed.length === 0 ? false : typed.some((index) => (row[index] ?? "").trim() !== "");
  };
  const isTitle = (row: readonly string[], next: readonly string[] | undefined) =>
    row.filter((cell) => cell.trim() !== "").length === 1 &&
    (next ?? []).filter((cell) => cell.trim() !== "").length > 2;
  let count = 0;
  while (count < 5) {
    const row = rows[count];
    if (!row) break;
    if (!isNames(row) && !isTitle(row, rows[count + 1])) break;
    count++;
  }
  if (count > 0) return count;
  const [first] = rows;
  const isWords = first?.every((cell) => cell.trim() !== "" && !/\d/.test(cell)) ?? false;
  return isWords && new Set(first).size === first?.length ? 1 : 0;
}
