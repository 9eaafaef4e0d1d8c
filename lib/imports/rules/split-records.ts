import { AppError } from "@/lib/errors/app-error";

export type RecordForm = {
  /** One character, or "whitespace": any run of blanks and tabs. */
  delimiter: string;
  /** Files of old Macs end their lines with a carriage return alone. */
  lineEnd: "\n" | "\r";
};

/** A line, or a quoted record of several, may be this long; a whole record is held in memory. */
export const maxRecordCharacters = 1024 * 1024;

const quote = 34;

/**
 * Cuts text that arrives in pieces into records of cells (RFC 4180; a quotation mark inside an unquoted cell is an
 * ordinary character). Knows the file's line of every record and how much text lies behind it.
 */
export class RecordSplitter {
  private text = "";
  private at = 0;
  private nextQuote = -1;
  private ended = false;
  private readonly whitespace: boolean;
  /** Line, counted from 1, at which the record begins that `next` returned last. */
  line: number;
  private nextLine: number;

  constructor(
    private readonly form: RecordForm,
    startLine = 1,
  ) {
    this.line = startLine;
    this.nextLine = startLine;
    this.whitespace = form.delimiter === "whitespace";
  }

  /** Adds text and returns what will not be looked at again: the caller counts its bytes. */
  feed(more: string): string {
    const done = this.text.slice(0, this.at);
    this.text = this.text.slice(this.at) + more;
    this.at = 0;
    this.findQuote();
    return done;
  }

  /** No text follows: the last record needs no line end. */
  end(): void {
    this.ended = true;
  }

  /** Text already behind us since the last `feed`. */
  consumed(): string {
    return this.text.slice(0, this.at);
  }

  /** Where the next record begins. */
  upcomingLine(): number {
    return this.nextLine;
  }

  /**
   * The cells of the next record, or null when more text is needed (or there is none).
   * @throws AppError `invalid` for broken quotes and records beyond all measure, naming the line
   */
  next(): string[] | null {
    const lineEnd = this.text.indexOf(this.form.lineEnd, this.at);
    if (this.nextQuote !== -1 && this.nextQuote < this.at) this.findQuote();
    const hasQuote = this.nextQuote !== -1 && (lineEnd === -1 || this.nextQuote < lineEnd);
    if (hasQuote && !this.whitespace) return this.nextQuoted();
    if (lineEnd === -1 && !this.ended) return this.wait();
    if (lineEnd === -1 && this.at >= this.text.length) return null;
    const stop = lineEnd === -1 ? this.text.length : lineEnd;
    if (stop - this.at > maxRecordCharacters) this.tooLong();
    const line = this.text.slice(
      this.at,
      this.text.charCodeAt(stop - 1) === 13 && stop > this.at ? stop - 1 : stop,
    );
    this.line = this.nextLine;
    this.nextLine++;
    this.at = lineEnd === -1 ? stop : stop + 1;
    return this.whitespace ? line.trim().split(/[ \t]+/) : line.split(this.form.delimiter);
  }

  private nextQuoted(): string[] | null {
    const { text } = this;
    const delimiter = this.form.delimiter.charCodeAt(0);
    const newline = this.form.lineEnd.charCodeAt(0);
    const cells: string[] = [];
    let at = this.at;
    let line = this.nextLine;
    for (;;) {
      if (text.charCodeAt(at) === quote) {
        const opened = line;
        let value = "";
        let from = at + 1;
        for (;;) {
          const close = text.indexOf('"', from);
          if (close === -1 || (close + 1 === text.length && !this.ended)) {
            if (close === -1 && this.ended) throw broken("importUnclosedQuote", opened, line);
            return this.wait();
          }
          value += text.slice(from, close);
          if (text.charCodeAt(close + 1) !== quote) {
            at = close + 1;
            break;
          }
          value += '"';
          from = close + 2;
        }
        line += countOf(value, this.form.lineEnd);
        // A carriage return belongs to the line end that follows it.
        if (
          text.charCodeAt(at) === 13 &&
          newline === 10 &&
          (text.charCodeAt(at + 1) === 10 || at + 1 >= text.length)
        ) {
          if (at + 1 >= text.length && !this.ended) return this.wait();
          at++;
        }
        const after = text.charCodeAt(at);
        if (at < text.length && after !== delimiter && after !== newline)
          throw broken("importBrokenQuote", opened, line);
        cells.push(value);
      } else {
        let stop = at;
        while (stop < text.length) {
          const code = text.charCodeAt(stop);
          if (code === delimiter || code === newline) break;
          stop++;
        }
        if (stop === text.length && !this.ended) return this.wait();
        const isReturn = text.charCodeAt(stop) !== delimiter && stop > at && text.charCodeAt(stop - 1) === 13;
        cells.push(text.slice(at, isReturn ? stop - 1 : stop));
        at = stop;
      }
      if (at - this.at > maxRecordCharacters) this.tooLong();
      if (at >= text.length && !this.ended) return this.wait();
      const atEnd = at >= text.length;
      if (atEnd || text.charCodeAt(at) === newline) {
        this.line = this.nextLine;
        this.nextLine = line + 1;
        this.at = atEnd ? at : at + 1;
        return cells;
      }
      at++;
    }
  }

  private wait(): null {
    if (this.text.length - this.at > maxRecordCharacters) this.tooLong();
    return null;
  }

  private findQuote(): void {
    this.nextQuote = this.text.indexOf('"', this.at);
  }

  private tooLong(): never {
    throw new AppError("invalid", "importLineTooLong", { values: { line: this.nextLine } });
  }
}

function broken(reason: string, opened: number, found: number): AppError {
  return new AppError("invalid", reason, { values: { line: opened, found } });
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** True for a line without anything on it: an empty one, or delimiters only as spreadsheets leave them at the end. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== "" && cell.trim() !== "") return false;
  return true;
}
