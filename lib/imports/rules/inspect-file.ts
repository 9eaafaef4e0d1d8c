import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import type { Options } from "../schema/mapping";
import type { FileForm } from "./file-form";
import { guessDelimiter, guessLineEnd, separatorLine } from "./guess-delimiter";
import { type ByteSource, RecordReader, type TextForm } from "./read-records";
import { isBlank } from "./split-records";
import { byteOrderMark, createDecoder, type Encoding, encodingNamed, utf8Checker } from "./text-encoding";

export type Inspection = {
  form: Omit<FileForm, "decimal" | "dateFormats" | "numberColumns" | "source">;
  sha256: Buffer;
  /** The first records behind the header, for guessing what their columns hold. */
  sample: string[][];
  /** Lines in which characters that cannot be shown were dropped: the first few, and how many. */
  controlLines: { lines: number[]; count: number };
};

const sampleBytes = 256 * 1024;
const sampleRecords = 1000;
const listedLines = 50;

/**
 * Reads the whole file once: what encoding and form it has, and whether it is sound. Nothing of a file is imported
 * before its last line has been seen.
 * @param known the form of a text that we wrote ourselves; nothing is guessed then
 * @throws AppError `invalid` with a sentence about what is wrong with the file
 */
export async function inspectFile(
  source: ByteSource,
  options: Pick<Options, "encoding" | "delimiter" | "header">,
  namesColumns: boolean,
  known?: TextForm,
): Promise<Inspection> {
  if (known) return inspectKnown(source, options.header, namesColumns, known);
  const { start, sha256, isUtf8 } = await readBytes(source);
  const { form, bom, hasSeparatorLine } = textFormOf(source, start, isUtf8, options);
  return {
    ...(await readRecords(source, form, bom, options.header, namesColumns, hasSeparatorLine)),
    sha256,
  };
}

/**
 * The same for the beginning of a file, to be looked at by somebody: what follows is not read.
 * @param isUtf8 whether the whole file is; known from when it arrived
 */
export async function inspectStart(
  source: ByteSource,
  options: Pick<Options, "encoding" | "delimiter" | "header">,
  isUtf8: boolean,
  known?: TextForm,
): Promise<Inspection> {
  const sha256 = Buffer.alloc(0);
  if (known) return { ...(await readRecords(source, known, 0, options.header, false, false, true)), sha256 };
  const start = (await source.read(0, sampleBytes)).subarray(0, sampleBytes);
  const { form, bom, hasSeparatorLine } = textFormOf(source, start, isUtf8, options);
  return {
    ...(await readRecords(source, form, bom, options.header, false, hasSeparatorLine, true)),
    sha256,
  };
}

function textFormOf(
  source: ByteSource,
  start: Buffer,
  isUtf8: boolean,
  options: Pick<Options, "encoding" | "delimiter">,
): { form: TextForm; bom: number; hasSeparatorLine: boolean } {
  const encoding = decideEncoding(start, isUtf8, options.encoding);
  const mark = byteOrderMark(start);
  const bom = mark && (mark.encoding === encoding || mark.encoding === "utf-8") ? mark.length : 0;
  const text = sampleText(start.subarray(bom), encoding, source.size > start.length);
  const lineEnd = guessLineEnd(text);
  const delimiter = delimiterNamed(options.delimiter) ?? guessDelimiter(text, lineEnd);
  return { form: { encoding, delimiter, lineEnd }, bom, hasSeparatorLine: separatorLine(text) !== null };
}

/** A file that we wrote ourselves, from a sheet of a workbook. */
async function inspectKnown(
  source: ByteSource,
  header: number | undefined,
  namesColumns: boolean,
  form: TextForm,
): Promise<Inspection> {
  const { sha256 } = await readBytes(source);
  return { ...(await readRecords(source, form, 0, header, namesColumns, false)), sha256 };
}

const delimiterNamed = (name: string | undefined) => (name === "tab" || name === "\\t" ? "\t" : name);

/** Looks through all bytes. @throws AppError `invalid` when the file is empty or no text */
export async function readBytes(
  source: ByteSource,
): Promise<{ start: Buffer; sha256: Buffer; isUtf8: boolean }> {
  if (source.size === 0) throw new AppError("invalid", "importEmptyFile");
  const hash = createHash("sha256");
  const utf8 = utf8Checker();
  let start: Buffer = Buffer.alloc(0);
  for (let offset = 0; offset < source.size; ) {
    const piece = await source.read(offset, 1024 * 1024);
    if (piece.length === 0) throw new Error("A file ends before its size.");
    if (offset === 0) {
      start = Buffer.from(piece.subarray(0, sampleBytes));
      refuseOtherFiles(start);
    }
    hash.update(piece);
    utf8.push(piece);
    offset += piece.length;
  }
  return { start, sha256: hash.digest(), isUtf8: utf8.isValid() };
}

/** Files that are no text are recognised by how they begin. */
function refuseOtherFiles(start: Buffer): void {
  const magic = start.toString("latin1", 0, 8);
  if (magic.startsWith("\x1f\x8b") || magic.startsWith("7z\xbc\xaf") || magic.startsWith("BZh")) {
    throw new AppError("invalid", "importCompressed");
  }
  if (byteOrderMark(start)) return;
  let zeros = 0;
  for (const byte of start.subarray(0, 4096)) if (byte === 0) zeros++;
  if (zeros > Math.min(start.length, 4096) / 10 || magic.startsWith("%PDF-") || magic.startsWith("\x89PNG")) {
    throw new AppError("invalid", "importNoText");
  }
}

function decideEncoding(start: Buffer, isUtf8: boolean, wanted: string | undefined): Encoding {
  const mark = byteOrderMark(start);
  if (wanted === undefined)
    return mark && mark.encoding !== "utf-8" ? mark.encoding : isUtf8 ? "utf-8" : "windows-1252";
  const encoding = encodingNamed(wanted);
  if (!encoding)
    throw new AppError("invalid", "importUnknownEncoding", {
      values: { encoding: wanted },
      fields: { "options.encoding": "importUnknownEncoding" },
    });
  if (encoding === "utf-16le" && mark?.encoding === "utf-16be") return "utf-16be";
  if (encoding === "utf-8" && !isUtf8) {
    throw new AppError("invalid", "importNotInEncoding", { values: { encoding: "UTF-8" } });
  }
  return encoding;
}

function sampleText(bytes: Buffer, encoding: Encoding, isCut: boolean): string {
  return createDecoder(encoding).decode(bytes, !isCut);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

async function readRecords(
  source: ByteSource,
  form: TextForm,
  bom: number,
  wantedHeader: number | undefined,
  namesColumns: boolean,
  hasSeparatorLine: boolean,
  onlyStart = false,
): Promise<Omit<Inspection, "sha256">> {
  const reader = new RecordReader(source, form, { offset: bom, line: 1 });
  let hasControls = false;
  reader.onText = (text) => {
    hasControls ||= controls.test(text);
  };
  let headerRows = wantedHeader ?? (namesColumns ? 1 : null);
  const headers: string[][] = [];
  const sample: string[][] = [];
  const controlLines = { lines: [] as number[], count: 0 };
  let start = { offset: bom, line: 1 };
  let records = 0;
  let widest = 0;
  let sampled = 0;
  let skipFirst = hasSeparatorLine;
  for (;;) {
    const before = headers.length === 0 && records === 0 ? reader.position() : start;
    const cells = reader.next();
    if (cells === null) {
      if (reader.isAtEnd()) break;
      await reader.load();
      continue;
    }
    if (skipFirst || isBlank(cells)) {
      skipFirst = false;
      continue;
    }
    headerRows ??= looksLikeHeader(cells) ? 1 : 0;
    if (headers.length < headerRows) {
      headers.push(cells.map((cell) => cell.replace(/\s+/g, " ").trim()));
      start = reader.position();
      continue;
    }
    if (records === 0 && headerRows === 0) start = before;
    records++;
    if (cells.length > widest) widest = cells.length;
    if (hasControls && cells.some((cell) => controls.test(cell))) {
      controlLines.count++;
      if (controlLines.lines.length < listedLines) controlLines.lines.push(reader.line);
    }
    if (sample.length < sampleRecords && sampled < sampleBytes) {
      sample.push(cells);
      sampled += cells.reduce((sum, cell) => sum + cell.length, 0);
    } else if (onlyStart) break;
  }
  if (records === 0) throw new AppError("invalid", headers.length > 0 ? "importNoLines" : "importEmptyFile");
  // A title above the names is narrower than they are.
  const width = headers.length > 0 ? Math.max(...headers.map((names) => names.length)) : widest;
  return { form: { ...form, headers, width, start, records, hasControls }, sample, controlLines };
}

/** A first row without any number in it, when columns are named by number only. */
function looksLikeHeader(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => cell.trim() !== "" && !/\d/.test(cell));
}
