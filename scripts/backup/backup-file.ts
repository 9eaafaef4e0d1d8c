import { createHash, type Hash } from "node:crypto";
import fs from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { inWords } from "@/scripts/postgres/in-words";

/*
 * A backup is one gzip file that standard tools can read: `zcat` shows text in the form that psql understands.
 *
 *   -- Lotse backup {"format":1,"madeAt":…,"migrations":[…],"sequences":{…}}
 *   COPY "user" ("id", "publicId", …) FROM stdin;
 *   …one row a line, as PostgreSQL's COPY writes it…
 *   \.
 *   …
 *   -- End {"rows":{"user":8,…},"sha256":…}      the hash is of everything above this line
 */

export type Header = {
  format: 1;
  /** ISO 8601 */
  madeAt: string;
  /** All that the database had, oldest first. */
  migrations: string[];
  /** The last number given out; null where none was. */
  sequences: Record<string, number | null>;
};

export type Table = { name: string; columns: string[] };

/** What a complete backup says about itself. */
export type Contents = { header: Header; rows: Record<string, number> };

const headerMark = "-- Lotse backup ";
const endMark = "-- End ";
const lineFeed = 0x0a;

/**
 * Writes a backup beside its place and puts it there when it is whole, so a file of that name is never half a backup.
 * @param rowsOf the rows of a table in COPY's text form, in pieces of any size
 * @returns how many rows each table has
 */
export async function writeBackupFile(
  file: string,
  header: Header,
  tables: Table[],
  rowsOf: (table: Table) => AsyncIterable<Buffer>,
  stopped?: AbortSignal,
): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  const hash = createHash("sha256");
  const hashed = (piece: string | Buffer): Buffer => {
    const bytes = Buffer.from(piece);
    hash.update(bytes);
    return bytes;
  };

  async function* contents(): AsyncGenerator<Buffer> {
    yield hashed(`${headerMark}${JSON.stringify(header)}\n`);
    for (const table of tables) {
      yield hashed(`${headOf(table)}\n`);
      let count = 0;
      for await (const piece of rowsOf(table)) {
        count += countLines(piece);
        yield hashed(piece);
      }
      rows[table.name] = count;
      yield hashed("\\.\n");
    }
    yield Buffer.from(`${endMark}${JSON.stringify({ rows, sha256: hash.digest("hex") })}\n`);
  }

  const draft = `${file}.part-${process.pid}`;
  try {
    // It names people and holds hashes of passwords: nobody else may read it.
    const target = fs.createWriteStream(draft, { mode: 0o600, flush: true });
    await pipeline(contents(), createGzip(), target, { signal: stopped });
    fs.renameSync(draft, file);
  } catch (error) {
    await fs.promises.rm(draft, { force: true }).catch(() => undefined);
    if (stopped?.aborted) throw new Error("The backup was stopped; nothing was written.");
    throw inWords(error, `The backup could not be written to ${file}`);
  }
  return rows;
}

/**
 * Reads a backup from beginning to end and rejects with a sentence unless it is complete and unharmed.
 * @param load takes each table's rows before the next one is read; left out, they are only looked at
 */
export async function readBackupFile(
  file: string,
  load?: (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Contents> {
  const source = fs.createReadStream(file);
  const text = createGunzip({ chunkSize: 256 * 1024 });
  source.on("error", (error) => text.destroy(error));
  source.pipe(text);
  try {
    return await readContents(new Text(text[Symbol.asyncIterator]()), load);
  } catch (error) {
    throw error instanceof Harm ? error.about(file) : harmOf(error, file);
  } finally {
    text.destroy();
    source.destroy();
  }
}

async function readContents(
  text: Text,
  load?: (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Contents> {
  const header = readHeader(await text.line());
  const rows: Record<string, number> = {};
  for (;;) {
    const line = await text.line();
    if (line.startsWith(endMark)) {
      const end = parse<{ rows: Record<string, number>; sha256: string }>(line.slice(endMark.length));
      if (end.sha256 !== text.hashBeforeLine || JSON.stringify(end.rows) !== JSON.stringify(rows))
        throw new Harm("its content is not what was written");
      await text.requireEnd();
      return { header, rows };
    }
    const table = tableOf(line);
    let count = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of text.rows()) {
        count += countLines(piece);
        yield piece;
      }
    }
    if (load) await load(table, counted());
    else for await (const _ of counted());
    rows[table.name] = count;
  }
}

/** What is wrong with the file itself; everything else that is thrown has another cause. */
class Harm extends Error {
  about(file: string): Error {
    return new Error(`${file} is damaged or incomplete: ${this.message}. It cannot be restored.`, {
      cause: this,
    });
  }
}

class NoBackup extends Harm {
  override about(file: string): Error {
    return new Error(`${file} is no backup of Lotse${this.message}.`, { cause: this });
  }
}

function harmOf(error: unknown, file: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return new Error(`There is no file ${file}.`, { cause: error });
  if (code === "EISDIR") return new Error(`${file} is a folder.`, { cause: error });
  if (code === "Z_BUF_ERROR") return new Harm("it ends too early").about(file);
  if (code.startsWith("Z_"))
    return /incorrect header/.test(String(error))
      ? new NoBackup("").about(file)
      : new Harm("it cannot be unpacked").about(file);
  return code.startsWith("E") ? inWords(error, `${file} cannot be read`) : error;
}

function readHeader(line: string): Header {
  if (!line.startsWith(headerMark)) throw new NoBackup("");
  const header = parse<Header>(line.slice(headerMark.length));
  if (header.format !== 1) throw new NoBackup(" that this version can read: it was made by a newer one");
  return header;
}

const headOf = ({ name, columns }: Table): string =>
  `COPY "${name}" (${columns.map((column) => `"${column}"`).join(", ")}) FROM stdin;`;

function tableOf(line: string): Table {
  const [, name, columns] = /^COPY "(\w+)" \(((?:"\w+"(?:, (?=")|(?=\))))*)\) FROM stdin;$/.exec(line) ?? [];
  if (name === undefined || columns === undefined) throw new Harm("it has a line that does not belong there");
  return { name, columns: columns.split(", ").map((column) => column.slice(1, -1)) };
}

function parse<T>(json: string): T {
  try {
    return JSON.parse(json);
  } catch {
    throw new Harm("it has a line that cannot be read");
  }
}

/** COPY writes line breaks inside of values as `\n`, so every one that it does write ends a row. */
function countLines(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

const maxLine = 16 * 1024 * 1024;

/** A backup's text, taken line by line between the tables and in pieces within them. */
class Text {
  #rest: Buffer = Buffer.alloc(0);
  readonly #hash: Hash = createHash("sha256");
  /** Of everything that was taken before the last line. */
  hashBeforeLine = "";

  constructor(private readonly source: AsyncIterator<Buffer>) {}

  async line(): Promise<string> {
    let end = this.#rest.indexOf(lineFeed);
    while (end === -1) {
      if (this.#rest.length > maxLine) throw new NoBackup("");
      const from = this.#rest.length;
      this.#rest = Buffer.concat([this.#rest, await this.#more()]);
      end = this.#rest.indexOf(lineFeed, from);
    }
    this.hashBeforeLine = this.#hash.copy().digest("hex");
    const line = this.#take(end + 1);
    return line.subarray(0, -1).toString("utf8");
  }

  /** Up to the line `\.`, which is taken too. */
  async *rows(): AsyncGenerator<Buffer> {
    const end = Buffer.from("\\.\n");
    const inside = Buffer.from("\n\\.\n");
    let isLineStart = true;
    for (;;) {
      if (isLineStart && this.#rest.subarray(0, end.length).equals(end)) {
        this.#take(end.length);
        return;
      }
      const found = this.#rest.indexOf(inside);
      // As long as the end is not in sight its first characters may be.
      const length = found === -1 ? this.#rest.length - end.length : found + 1;
      if (length > 0) {
        const piece = this.#take(length);
        isLineStart = piece[piece.length - 1] === lineFeed;
        yield piece;
      } else {
        this.#rest = Buffer.concat([this.#rest, await this.#more()]);
      }
    }
  }

  async requireEnd(): Promise<void> {
    const { done } = this.#rest.length > 0 ? { done: false } : await this.source.next();
    if (!done) throw new Harm("something follows its end");
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    this.#hash.update(taken);
    return taken;
  }

  async #more(): Promise<Buffer> {
    const { value, done } = await this.source.next();
    if (done) throw new Harm("it ends too early");
    return value;
  }
}
