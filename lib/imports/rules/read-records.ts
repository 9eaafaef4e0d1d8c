import { type RecordForm, RecordSplitter } from "./split-records";
import { createDecoder, type Decoder, type Encoding } from "./text-encoding";

/** A file, wherever it lies: on a disk while it is uploaded, in the database afterwards. */
export type ByteSource = { size: number; read(offset: number, length: number): Promise<Buffer> };

export type TextForm = RecordForm & { encoding: Encoding };

/** Where a record begins: its first byte, and its line counted from 1. */
export type Position = { offset: number; line: number };

const pieceBytes = 1024 * 1024;

/**
 * The records of a file from any position on. Bytes are loaded asynchronously and ahead; cutting them into records is
 * synchronous, so it can go on while the database works.
 */
export class RecordReader {
  private readonly decoder: Decoder;
  private readonly splitter: RecordSplitter;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  private loadedTo: number;
  /** Byte at which the splitter's text begins. */
  private textOffset: number;
  private charactersGone = 0;
  private ended = false;
  /** Called with every piece of text before it is cut into records. */
  onText: (text: string) => void = () => {};

  constructor(
    private source: ByteSource,
    form: TextForm,
    start: Position,
  ) {
    this.decoder = createDecoder(form.encoding);
    this.splitter = new RecordSplitter(form, start.line);
    this.loadedTo = start.offset;
    this.textOffset = start.offset;
  }

  /** The same file through another connection. */
  readFrom(source: ByteSource): void {
    this.source = source;
  }

  /** Loads until so many bytes lie ahead, or all. */
  async load(aheadBytes = pieceBytes): Promise<void> {
    while (this.waitingBytes < aheadBytes && this.loadedTo < this.source.size) {
      const piece = await this.source.read(this.loadedTo, pieceBytes);
      if (piece.length === 0) throw new Error("A stored file ends before its size.");
      this.loadedTo += piece.length;
      this.waiting.push(piece);
      this.waitingBytes += piece.length;
    }
  }

  /** The cells of the next record, or null: load more, unless it is the end. */
  next(): string[] | null {
    for (;;) {
      const cells = this.splitter.next();
      if (cells !== null) return cells;
      const piece = this.waiting.shift();
      if (piece) {
        this.waitingBytes -= piece.length;
        this.feed(this.decoder.decode(piece, this.loadedAll() && this.waiting.length === 0));
      } else if (this.loadedAll() && !this.ended) {
        this.ended = true;
        this.splitter.end();
      } else {
        return null;
      }
    }
  }

  isAtEnd(): boolean {
    return this.ended;
  }

  /** The line of the record that `next` returned last. */
  get line(): number {
    return this.splitter.line;
  }

  /** Where the next record begins. */
  position(): Position {
    return {
      offset: this.textOffset + this.decoder.bytesOf(this.splitter.consumed()),
      line: this.splitter.upcomingLine(),
    };
  }

  /** Characters behind us since the start; cheap, and the same wherever the pieces were cut. */
  charactersRead(): number {
    return this.charactersGone + this.splitter.consumed().length;
  }

  private loadedAll(): boolean {
    return this.loadedTo >= this.source.size;
  }

  private feed(text: string): void {
    this.onText(text);
    const done = this.splitter.feed(text);
    this.textOffset += this.decoder.bytesOf(done);
    this.charactersGone += done.length;
  }
}

/** A file that is in memory already. */
export function bytesInMemory(bytes: Buffer): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}
