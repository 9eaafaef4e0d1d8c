import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import { cleanText } from "@/lib/fields/text";
import type { ColumnRef, ColumnUse } from "../schema/column";
import type { Options } from "../schema/mapping";
import type { FileForm } from "./file-form";
import { compilePattern, keep } from "./safe-pattern";

/** One column as one of our fields reads it. */
export type Column = {
  /** Counted from 0. */
  index: number;
  /** Header, or number counted from 1: what errors call it. */
  name: string;
  missing: ReadonlySet<string>;
  pattern: RegExp | null;
  values: ReadonlyMap<string, string> | null;
};

/** What a mapping says about a column beyond which one it is. */
type HowToRead = { missing?: string[]; values?: Record<string, string | number | boolean>; pattern?: string };

/**
 * Finds and prepares columns; mistakes are gathered, so that one refusal names all of them.
 */
export class Columns {
  private readonly problems: FieldErrors = {};
  private firstProblem: AppError | null = null;
  private readonly missing: ReadonlyMap<number | "*", readonly string[]>;
  private readonly values: ReadonlyMap<number, Record<string, string | number | boolean>>;
  private readonly patterns: ReadonlyMap<number, string>;

  constructor(
    private readonly form: Pick<FileForm, "headers" | "width">,
    options: Pick<Options, "missing" | "values" | "pattern">,
    private readonly fields: Record<string, ColumnUse>,
  ) {
    this.missing = this.missingOf(options.missing);
    this.values = new Map(
      Object.entries(options.values).flatMap(([name, map]) =>
        this.byName(`options.values.${name}`, name, map),
      ),
    );
    this.patterns = new Map(
      Object.entries(options.pattern).flatMap(([name, pattern]) =>
        this.byName(`options.pattern.${name}`, name, pattern),
      ),
    );
  }

  /** @param place path of the mapping's entry, for the refusal */
  column(place: string, ref: ColumnRef, how: HowToRead = {}): Column {
    const index = this.find(ref, place);
    if (index === null) return this.refuse(place, ref);
    const pattern = how.pattern ?? this.patterns.get(index);
    const values = how.values ?? this.values.get(index);
    return {
      index,
      name: this.nameOf(index),
      missing: new Set([
        ...(this.missing.get("*") ?? []),
        ...(this.missing.get(index) ?? []),
        ...(how.missing ?? []),
      ]),
      pattern: pattern === undefined ? null : this.pattern(place, pattern),
      values: values ? new Map(Object.entries(values).map(([from, to]) => [from, String(to)])) : null,
    };
  }

  /** Once all columns were asked for. @throws AppError `invalid` naming the columns that the file lacks */
  check(): void {
    if (this.firstProblem) {
      const { reason, details } = this.firstProblem;
      throw new AppError("invalid", reason, { values: details.values, fields: this.problems });
    }
  }

  private find(ref: ColumnRef, place: string): number | null {
    const { headers, width } = this.form;
    if (typeof ref === "number") return width === null || ref <= width ? ref - 1 : null;
    const wanted = ref.trim();
    for (const same of [
      (a: string) => a === wanted,
      (a: string) => a.toLowerCase() === wanted.toLowerCase(),
    ]) {
      for (const names of headers) {
        const index = names.findIndex(same);
        if (index === -1) continue;
        if (names.findLastIndex(same) !== index) this.note(place, "importDoubleColumn", { column: wanted });
        return index;
      }
    }
    return headers.length === 0 && /^[1-9]\d{0,3}$/.test(wanted) ? this.find(Number(wanted), place) : null;
  }

  /** Options may name a column by its header or by the field that it is mapped to. */
  private byName<T>(place: string, name: string, value: T): [number, T][] {
    const use = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    const index = this.find(name, place) ?? (use === undefined ? null : this.find(refOf(use), place));
    if (index === null) {
      this.refuse(place, name);
      return [];
    }
    return [[index, value]];
  }

  private missingOf(missing: Options["missing"]): ReadonlyMap<number | "*", readonly string[]> {
    if (Array.isArray(missing)) return new Map([["*", missing]]);
    return new Map(
      Object.entries(missing).flatMap(([name, texts]): [number | "*", string[]][] =>
        name === "*" ? [["*", texts]] : this.byName(`options.missing.${name}`, name, texts),
      ),
    );
  }

  private pattern(place: string, source: string): RegExp | null {
    const pattern = compilePattern(source);
    if (!pattern) this.note(place, "importPatternForm", { pattern: source });
    return pattern;
  }

  private nameOf(index: number): string {
    return this.form.headers.map((names) => names[index]).find((name) => name) || String(index + 1);
  }

  private refuse(place: string, ref: ColumnRef): Column {
    const names = (this.form.headers[0] ?? [])
      .flatMap((_, index) => this.nameOf(index))
      .filter((name) => name !== "");
    const reason = names.length > 0 ? "importMissingColumn" : "importMissingColumnNumber";
    this.note(place, reason, {
      column: String(ref),
      columns: names
        .slice(0, 40)
        .map((name) => name.slice(0, 60))
        .join(", "),
      count: this.form.width ?? 0,
    });
    return { index: 0, name: String(ref), missing: new Set(), pattern: null, values: null };
  }

  private note(place: string, reason: string, values: Record<string, string | number>): void {
    // One sentence names the first mistake with its details; beside each field stands what is wrong there.
    this.problems[place] ??= `${reason}Here`;
    this.firstProblem ??= new AppError("invalid", reason, { values });
  }
}

export const refOf = (use: ColumnUse): ColumnRef => (typeof use === "object" ? use.column : use);
export const howOf = (use: ColumnUse) => (typeof use === "object" ? use : {});

/** The text of a cell as it is meant: "" where it says nothing, null where it is not what the pattern expects. */
export type CellReader = (column: Column, cells: readonly string[]) => string | null;

/** @param hasControls files without control characters need not be cleaned cell by cell */
export function cellReader(hasControls: boolean): CellReader {
  return (column, cells) => {
    const raw = cells[column.index];
    if (raw === undefined || raw === "") return "";
    const text = hasControls ? cleanText(raw) : raw.trim();
    if (text === "" || column.missing.has(text)) return "";
    const kept = column.pattern === null ? text : keep(column.pattern, text);
    if (kept === null || column.values === null) return kept;
    return column.values.get(kept) ?? column.values.get("*") ?? kept;
  };
}
