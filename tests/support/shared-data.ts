import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { describe } from "vitest";

/** Published values and real data sets lie beside the repository, not in it. */
const FOLDER = path.resolve(import.meta.dirname, "../../../shared");

/** A `describe` that is skipped, and says why, where the shared data are absent. Read files inside its tests only. */
export function describeWithSharedData(name: string, body: () => void): void {
  // Parsing a large file takes longer than an ordinary test when the machine is busy.
  if (existsSync(FOLDER)) describe(name, { timeout: 30_000 }, () => body());
  else describe.skip(`${name} (skipped: there is no folder ${FOLDER})`, () => body());
}

/** A file of the shared folder as text; `.gz` is unpacked, single-byte files are named by their encoding. */
export function sharedText(file: string, encoding: BufferEncoding = "utf8"): string {
  const bytes = readFileSync(path.join(FOLDER, file));
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString(encoding);
}

/** A file of the shared folder as it is. */
export const sharedBytes = (file: string): Buffer => readFileSync(path.join(FOLDER, file));

/** The same, unpacked. */
export const sharedUnpacked = (file: string): Buffer => gunzipSync(sharedBytes(file));

/** A JSON file of the shared folder, read once per test file. */
export function sharedJson<T>(file: string): T {
  const value: unknown = documents.get(file) ?? JSON.parse(sharedText(file));
  documents.set(file, value);
  return value as T;
}

const documents = new Map<string, unknown>();

/** A line of a CSV file: column → text. */
export type SharedRow = Readonly<Record<string, string>>;

/** The rows of a CSV file with a header line; every value is text. Read once per test file. */
export function sharedCsv(file: string, encoding: BufferEncoding = "utf8"): readonly SharedRow[] {
  const rows =
    tables.get(file) ?? parse(sharedText(file, encoding), { columns: true, skip_empty_lines: true });
  tables.set(file, rows);
  return rows;
}

const tables = new Map<string, Record<string, string>[]>();

type Vector = { id: string; inputs: unknown; expected: unknown };

/** Inputs and expected values of one published vector. */
export function sharedVector<I, E>(id: string): { inputs: I; expected: E } {
  const { vectors } = sharedJson<{ vectors: Vector[] }>("vectors/vectors_give.json");
  const vector = vectors.find((candidate) => candidate.id === id);
  if (vector === undefined) throw new Error(`There is no vector ${id}`);
  return { inputs: vector.inputs as I, expected: vector.expected as E };
}

/** A column of a CSV file as numbers. */
export function numbersOf(rows: readonly SharedRow[], column: string): number[] {
  return rows.map((row) => {
    const text = row[column];
    if (text === undefined || text.trim() === "" || Number.isNaN(Number(text)))
      throw new Error(`"${text}" in column ${column} is not a number`);
    return Number(text);
  });
}
