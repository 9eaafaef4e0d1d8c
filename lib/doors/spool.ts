import { randomUUID } from "node:crypto";
import { open, unlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** Bytes that wait on the disk; `discard` forgets them. */
export type Spool = {
  /** Adds to the end. */
  write(bytes: Buffer): Promise<void>;
  fill(stream: AsyncIterable<Buffer>): Promise<void>;
  size(): number;
  read(offset: number, length: number): Promise<Buffer>;
  discard(): Promise<void>;
};

/** A file without a name where the system allows it, so that nothing is left when we are killed. */
export async function openSpool(): Promise<Spool> {
  const place = path.join(os.tmpdir(), `lotse-upload-${randomUUID()}`);
  const handle = await open(place, "wx+", 0o600);
  const hasName = await unlink(place).then(
    () => false,
    () => true,
  );
  let size = 0;
  async function write(bytes: Buffer): Promise<void> {
    await handle.write(bytes, 0, bytes.length, size);
    size += bytes.length;
  }
  return {
    write,
    async fill(stream) {
      for await (const chunk of stream) await write(chunk);
    },
    size: () => size,
    async read(offset, length) {
      const buffer = Buffer.alloc(Math.min(length, Math.max(0, size - offset)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return buffer.subarray(0, bytesRead);
    },
    async discard() {
      await handle.close().catch(() => {});
      if (hasName) await unlink(place).catch(() => {});
    },
  };
}
