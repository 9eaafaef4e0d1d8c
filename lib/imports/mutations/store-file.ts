import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { cleanText } from "@/lib/fields/text";
import type { ByteSource } from "../rules/read-records";
import type { HandedFile } from "./readable-file";

/** Files are stored in pieces of this size. */
const chunkBytes = 1024 * 1024;

export const fileName = (name: string): string =>
  cleanText(name.split(/[/\\]/).at(-1) ?? "").slice(-255) || "file";

/** Puts a file into the database, piece by piece. @returns its inner id */
export async function storeFile(scope: Scope, file: HandedFile, sha256: Buffer): Promise<number> {
  const { workspaceId, db } = scope;
  const stored = await db.storedFile.create({
    data: { workspaceId, name: fileName(file.name), bytes: file.size, sha256: new Uint8Array(sha256) },
  });
  for (let offset = 0; offset < file.size; ) {
    const bytes = await file.read(offset, chunkBytes);
    await db.fileChunk.createMany({
      data: [{ workspaceId, fileId: stored.id, offset, bytes: new Uint8Array(bytes) }],
    });
    offset += bytes.length;
  }
  return stored.id;
}

/** A stored file through the transaction of a scope; the piece that was read last is kept. */
export function storedFile({ db, workspaceId }: Scope, fileId: number, size: number): ByteSource {
  let kept: { start: number; bytes: Buffer } | null = null;
  return {
    size,
    async read(offset) {
      if (!kept || offset < kept.start || offset >= kept.start + kept.bytes.length) {
        const [chunk] = await db.$queryRaw<{ offset: bigint; bytes: Uint8Array }[]>(Prisma.sql`
          select "offset", "bytes" from file_chunk
          where "workspaceId" = ${workspaceId} and "fileId" = ${fileId} and "offset" <= ${offset}
          order by "offset" desc limit 1`);
        if (!chunk) return Buffer.alloc(0);
        kept = { start: Number(chunk.offset), bytes: Buffer.from(chunk.bytes) };
      }
      return kept.bytes.subarray(offset - kept.start);
    },
  };
}
