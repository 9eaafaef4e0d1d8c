import type { Scope } from "@/lib/auth/scope";
import type { ImportDraft } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { type HandedFile, withReadableFile } from "../mutations/readable-file";
import { storedFile } from "../mutations/store-file";
import { type ColumnFacts, describeColumns, guessHeaderRows } from "../rules/describe-columns";
import type { DraftMapping, DraftOptions } from "../rules/draft-form";
import { type Inspection, inspectStart } from "../rules/inspect-file";
import type { SheetFacts } from "../rules/workbook/workbook-text";
import type { ImportKind } from "../schema/fields";

export type DraftFacts = { isWorkbook: boolean; isUtf8: boolean };

/** A file that waits, with what has been said about it. */
export type Draft = Omit<ImportDraft, "facts" | "mapping" | "options" | "kind"> & {
  facts: DraftFacts;
  kind: ImportKind | null;
  mapping: DraftMapping | null;
  options: DraftOptions;
  file: HandedFile;
  sha256: Buffer;
};

/** What we understood of its beginning. */
export type Understood = {
  inspection: Inspection;
  columns: ColumnFacts[];
  /** Of a workbook. */
  sheets: SheetFacts | null;
  header: number;
  /** The text that the engine reads; of a workbook only its beginning. */
  text: HandedFile;
};

/** @throws AppError `notFound` */
export async function readDraft(scope: Scope, publicId: string): Promise<Draft> {
  const { workspaceId, db } = scope;
  const row = await db.importDraft.findFirst({
    where: { workspaceId, publicId },
    include: { file: { select: { name: true, bytes: true, sha256: true } } },
  });
  if (!row) throw notFound();
  const size = Number(row.file.bytes);
  return {
    ...row,
    facts: row.facts as DraftFacts,
    kind: row.kind as ImportKind | null,
    mapping: row.mapping as DraftMapping | null,
    options: row.options as DraftOptions,
    sha256: Buffer.from(row.file.sha256),
    file: { ...storedFile(scope, row.fileId, size), name: row.file.name },
  };
}

/** Rows of a workbook that are looked at before it is imported. */
const sheetRows = 2_100;

type FileOptions = { header?: number; sheet?: string | number; delimiter?: string; encoding?: string };

/**
 * Looks at the beginning of a draft's file.
 * @throws AppError `invalid` with a sentence about what is wrong with it
 */
export async function withUnderstood<T>(
  draft: Draft,
  use: (understood: Understood) => Promise<T>,
): Promise<T> {
  const { header: said, sheet, ...options } = draft.options as FileOptions;
  return withReadableFile(
    draft.file,
    sheet,
    async ({ file, form, facts }) => {
      const bare = await inspectStart(file, { ...options, header: 0 }, draft.facts.isUtf8, form);
      const header = said ?? guessHeaderRows(bare.sample.slice(0, 300));
      const inspection =
        header === 0 ? bare : await inspectStart(file, { ...options, header }, draft.facts.isUtf8, form);
      const { headers, width } = inspection.form;
      return use({
        inspection,
        columns: describeColumns(headers, inspection.sample, width ?? 0),
        sheets: facts ?? null,
        header,
        text: file,
      });
    },
    sheetRows,
  );
}
