import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import { AppError } from "@/lib/errors/app-error";
import { openSpool } from "./spool";

/** A file that has arrived as a whole; it can be read until the request is answered. */
export type UploadedFile = {
  name: string;
  size: number;
  read(offset: number, length: number): Promise<Buffer>;
};

/** `discard` forgets the file. */
export type ReceivedForm = {
  fields: Record<string, string>;
  file: UploadedFile | null;
  discard(): Promise<void>;
};

const mebibyte = 1024 * 1024;
const limits = { files: 1, fields: 20, parts: 25, fieldSize: mebibyte, fieldNameSize: 100 };
const malformed = () => new AppError("malformed", "uploadForm");
const tooLarge = (maxBytes: number) =>
  new AppError("tooLarge", "uploadTooLarge", { values: { megabytes: Math.floor(maxBytes / mebibyte) } });

/**
 * Takes a whole form, counting while it reads. The file (the part named `file`) waits on the disk, without a name where
 * the system allows it: no transaction is open while a slow sender sends, and nothing is left when we are killed.
 * @throws AppError `tooLarge`, or `malformed` when it is no form or ends early
 */
export async function receiveForm(request: Request, maxBytes: number): Promise<ReceivedForm> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body) throw malformed();
  const body = Readable.fromWeb(request.body as ReadableStream);
  const parser = makeParser(type, maxBytes);
  const spool = await openSpool();
  const fields: Record<string, string> = {};
  let file: { name: string; stream: BusboyFileStream; written: Promise<void> } | undefined;

  try {
    await new Promise<void>((resolve, reject) => {
      parser.on("field", (field, value, _nameIsCut, valueIsCut) => {
        if (valueIsCut) reject(new AppError("tooLarge", "uploadFieldTooLarge", { values: { field } }));
        else if (field !== "__proto__") fields[field] = value;
      });
      parser.on("file", (_field, stream, name) => {
        file = { name: name ?? "", stream, written: spool.fill(stream) };
        file.written.catch(reject);
        stream.on("limit", () => reject(tooLarge(maxBytes)));
      });
      for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const)
        parser.on(limit, () => reject(malformed()));
      parser.on("error", () => reject(malformed()));
      parser.on("finish", () => (file?.written ?? Promise.resolve()).then(resolve, reject));
      body.on("error", () => reject(malformed()));
      body.pipe(parser);
    });
  } catch (error) {
    body.unpipe(parser);
    file?.stream.destroy();
    await file?.written.catch(() => {});
    await spool.discard();
    await drain(body, maxBytes);
    throw error;
  }
  return {
    fields,
    file: file ? { name: file.name, size: spool.size(), read: spool.read } : null,
    discard: spool.discard,
  };
}

function makeParser(type: string, maxBytes: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": type } as BusboyHeaders,
      limits: { ...limits, fileSize: maxBytes },
      // Some clients give every part a file name; ours is told by its own.
      isPartAFile: (field) => field === "file",
    });
  } catch {
    throw malformed();
  }
}

/** Lets a sender finish, within reason: one that is cut off while sending would never read why. */
async function drain(body: Readable, maxBytes: number): Promise<void> {
  let rest = maxBytes;
  if (body.destroyed || body.readableEnded) return;
  await new Promise<void>((resolve) => {
    body.on("data", (chunk: Buffer) => {
      rest -= chunk.length;
      if (rest < 0) body.destroy();
    });
    for (const event of ["end", "close", "error"] as const) body.on(event, () => resolve());
    body.resume();
  });
}
