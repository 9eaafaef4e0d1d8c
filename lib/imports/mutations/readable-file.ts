import { openSpool } from "@/lib/doors/spool";
import { AppError } from "@/lib/errors/app-error";
import type { ByteSource, TextForm } from "../rules/read-records";
import { type SheetFacts, sheetForm, writeSheetAsText } from "../rules/workbook/workbook-text";

/** A file handed in, wherever it lies. */
export type HandedFile = ByteSource & { name: string };

/** A file as the engine reads it: text. `form` and `facts` are known where it was a workbook. */
export type ReadableFile = { file: HandedFile; form?: TextForm; facts?: SheetFacts };

/**
 * Hands on a text file as it is and a sheet of a workbook written down as text, so that everything behind is the same
 * for both: an import can go on from any byte, and nothing of a workbook waits in memory.
 * @param most rows of a sheet, for a look at its beginning
 * @throws AppError `invalid` with a sentence about what is wrong with the workbook
 */
export async function withReadableFile<T>(
  file: HandedFile,
  sheet: string | number | undefined,
  use: (readable: ReadableFile) => Promise<T>,
  most?: number,
): Promise<T> {
  const start = await file.read(0, 8);
  const magic = start.toString("latin1", 0, 8);
  if (magic.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) throw await oldFormat(file);
  if (!["PK\x03\x04", "PK\x05\x06"].includes(magic.slice(0, 4))) return use({ file });
  let spool = await openSpool();
  try {
    const sink = {
      write: (bytes: Buffer) => spool.write(bytes),
      async clear() {
        await spool.discard();
        spool = await openSpool();
      },
    };
    const facts = await writeSheetAsText(file, sheet, sink, most);
    const text = { name: file.name, size: spool.size(), read: spool.read };
    return await use({ file: text, form: sheetForm, facts });
  } finally {
    await spool.discard();
  }
}

const sectorBytes = 512;

/** Old workbooks, and those locked by a password, come in the same wrapping; its directory tells which. */
async function oldFormat(file: HandedFile): Promise<AppError> {
  const head = await file.read(0, sectorBytes);
  const sector = head.length >= 52 ? head.readUInt32LE(48) : 0;
  const directory = await file.read((sector + 1) * sectorBytes, 4 * sectorBytes);
  const isLocked = directory.includes(Buffer.from("EncryptedPackage", "utf16le"));
  return new AppError("invalid", isLocked ? "importWorkbookLocked" : "importSpreadsheet");
}
