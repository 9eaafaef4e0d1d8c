import { Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

export type ZipEntry = { name: string; content: AsyncIterable<string> | Iterable<string> };

type Written = { name: Buffer; offset: number; crc: number; packed: number; size: number };

const uint32 = 0xffff_ffff;

/**
 * A zip archive, piece by piece: nothing is kept but the list of entries, and nothing is read before the last piece was
 * taken. Sizes follow their content, as the format allows for what is not known in advance.
 */
export async function* writeZip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name, content } of entries) {
    const entry: Written = { name: Buffer.from(name), offset, crc: 0, packed: 0, size: 0 };
    const head = localHeader(entry);
    offset += head.length;
    yield head;
    for await (const piece of Readable.from(counted(content, entry)).pipe(createDeflateRaw({ level: 3 }))) {
      entry.packed += piece.length;
      yield piece;
    }
    offset += entry.packed;
    if (entry.size > uint32 || offset > uint32)
      throw new Error("More than 4 GiB do not fit into this archive.");
    const tail = fields([0x08074b50, 4], [entry.crc, 4], [entry.packed, 4], [entry.size, 4]);
    offset += tail.length;
    yield tail;
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(centralHeader));
  yield directory;
  const count = written.length;
  yield fields([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [directory.length, 4], [offset, 4], [0, 2]);
}

async function* counted(
  content: ZipEntry["content"],
  entry: Pick<Written, "crc" | "size">,
): AsyncGenerator<Uint8Array> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    yield bytes;
  }
}

/** Version 2.0, sizes follow, names in UTF-8, deflated, the first day of the format's calendar. */
const common: [number, number][] = [
  [20, 2],
  [0x0808, 2],
  [8, 2],
  [0, 2],
  [0x21, 2],
];

const localHeader = ({ name }: Written): Buffer =>
  Buffer.concat([fields([0x04034b50, 4], ...common, [0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]), name]);

const centralHeader = ({ name, offset, crc, packed, size }: Written): Buffer =>
  Buffer.concat([
    fields(
      [0x02014b50, 4],
      [20, 2],
      ...common,
      [crc, 4],
      [packed, 4],
      [size, 4],
      [name.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ),
    name,
  ]);

/** Little-endian numbers with their widths in bytes. */
function fields(...values: [number, number][]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [, width]) => sum + width, 0));
  let at = 0;
  for (const [value, width] of values) at = buffer.writeUIntLE(value, at, width);
  return buffer;
}
