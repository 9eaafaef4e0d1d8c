import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from "yauzl";
import { AppError } from "@/lib/errors/app-error";
import type { ByteSource } from "../read-records";

/** Limits of a workbook: as it is sent, and all that is read of it unpacked, counted while it is read. */
export const maxPackedBytes = 32 * 1024 * 1024;
export const maxUnpackedBytes = 256 * 1024 * 1024;
const maxParts = 10_000;
const pieceBytes = 64 * 1024;

export const brokenWorkbook = () => new AppError("invalid", "importBrokenWorkbook");
const tooLargeUnpacked = () =>
  new AppError("invalid", "importWorkbookUnpacked", {
    values: { megabytes: maxUnpackedBytes / 1024 / 1024 },
  });

/** The parts of a zip file by name, read as streams. */
export type Package = {
  has(part: string): boolean;
  /** The unpacked bytes of a part. @throws AppError `invalid` when it is damaged, or too large */
  read(part: string): AsyncGenerator<Buffer>;
  close(): void;
};

/** @throws AppError `invalid` when it is no zip file, too large, or locked by a password */
export async function openPackage(source: ByteSource): Promise<Package> {
  if (source.size > maxPackedBytes)
    throw new AppError("invalid", "importWorkbookLarge", {
      values: { megabytes: maxPackedBytes / 1024 / 1024 },
    });
  const zip = await openZip(source);
  const parts = await listParts(zip);
  let unpacked = 0;
  const counted = new Map<string, number>();
  async function* read(part: string): AsyncGenerator<Buffer> {
    const entry = parts.get(part);
    if (!entry) throw brokenWorkbook();
    if (entry.isEncrypted()) throw new AppError("invalid", "importWorkbookLocked");
    const before = counted.get(part) ?? 0;
    if (unpacked - before + entry.uncompressedSize > maxUnpackedBytes) throw tooLargeUnpacked();
    let checksum = 0;
    let size = 0;
    try {
      for await (const chunk of await openPart(zip, entry)) {
        const bytes = chunk as Buffer;
        size += bytes.length;
        // What is read a second time counts once. What a file says about its own size need not be true.
        if (size > (counted.get(part) ?? 0)) {
          unpacked += size - (counted.get(part) ?? 0);
          counted.set(part, size);
        }
        if (unpacked > maxUnpackedBytes) throw tooLargeUnpacked();
        checksum = crc32(bytes, checksum);
        yield bytes;
      }
    } catch (error) {
      throw error instanceof AppError ? error : brokenWorkbook();
    }
    if (checksum !== entry.crc32) throw brokenWorkbook();
  }
  return { has: (part) => parts.has(part), read, close: () => zip.close() };
}

/** A stored file as the zip library reads it. */
class SourceReader extends RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { source } = this;
    async function* pieces() {
      for (let offset = start; offset < end; ) {
        const piece = await source.read(offset, Math.min(pieceBytes, end - offset));
        if (piece.length === 0) throw brokenWorkbook();
        const wanted = piece.subarray(0, end - offset);
        yield wanted;
        offset += wanted.length;
      }
    }
    return Readable.from(pieces(), { objectMode: false });
  }
}

const openZip = (source: ByteSource): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromRandomAccessReader(
      new SourceReader(source),
      source.size,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true },
      (error, zip) => (error ? reject(brokenWorkbook()) : resolve(zip)),
    );
  });

function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      // Names are compared without regard to case, and some writers begin them with a slash.
      parts.set(partName(entry.fileName), entry);
      if (parts.size > maxParts) reject(brokenWorkbook());
      else zip.readEntry();
    });
    zip.on("end", () => resolve(parts));
    zip.on("error", () => reject(brokenWorkbook()));
    zip.readEntry();
  });
}

export const partName = (name: string): string => name.replace(/^\/+/, "").toLowerCase();

const openPart = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
