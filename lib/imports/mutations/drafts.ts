import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localeOf, parseInput } from "@/lib/doors/open-door";
import { AppError } from "@/lib/errors/app-error";
import { readClock } from "@/lib/workspaces/queries/hold-clock";
import { getImportByInnerId } from "../queries/get-import";
import { type DraftFacts, readDraft, withUnderstood } from "../queries/read-draft";
import {
  type DraftMapping,
  type DraftOptions,
  formFields,
  hiddenConditions,
  readDraftForm,
} from "../rules/draft-form";
import { fitFile } from "../rules/fit-file";
import { guessMapping } from "../rules/guess-mapping";
import { readBytes } from "../rules/inspect-file";
import type { DescribeDraftInput, MapDraftInput, StartDraftInput } from "../schema/drafts";
import { type StartImportInput, startImportInput } from "../schema/mapping";
import { type HandedFile, withReadableFile } from "./readable-file";
import { startImport } from "./start-import";
import { storeFile } from "./store-file";

/** A file that nobody has gone on with for so long is thrown away: it names people. */
const keptDays = 7;

/**
 * Stores a file that is yet to be described.
 * @throws AppError `invalid` when it can be no file of ours; then nothing is stored
 */
export async function createDraft(scope: Scope, _input: object, file: HandedFile): Promise<{ id: string }> {
  const { workspaceId, db } = scope;
  const facts = await withReadableFile(
    file,
    undefined,
    async ({ file: text, facts: sheet }): Promise<DraftFacts & { sha256: Buffer }> => {
      const { sha256, isUtf8 } = await readBytes(text);
      return { isWorkbook: sheet !== undefined, isUtf8, sha256 };
    },
    50,
  );
  await discardOld(scope);
  const { sha256, ...known } = facts;
  const fileId = await storeFile(scope, file, sha256);
  const draft = await db.importDraft.create({
    data: { workspaceId, fileId, facts: known },
    select: { publicId: true, id: true },
  });
  const read = await readDraft(scope, draft.publicId);
  // What nothing can be understood of is refused before somebody waits for a page that says so.
  if (known.isWorkbook) await withUnderstood(read, async () => null);
  return { id: draft.publicId };
}

async function discardOld({ db, workspaceId }: Scope): Promise<void> {
  const before = new Date(Date.now() - keptDays * 86_400_000);
  await db.$executeRaw(Prisma.sql`
    delete from stored_file f using import_draft d
    where d."workspaceId" = ${workspaceId} and d."updatedAt" < ${before}
      and f."workspaceId" = ${workspaceId} and f."id" = d."fileId"`);
}

/** First form: how the file is written, and what is in it. */
export async function describeDraft(
  scope: Scope,
  { draft: publicId, kind, saved, ...said }: DescribeDraftInput,
): Promise<{ id: string }> {
  const draft = await readDraft(scope, publicId);
  const file = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== "" && value !== undefined),
  );
  const chosen = saved ? await savedMapping(scope, saved) : null;
  const isSame = draft.kind === kind && !chosen;
  const options: DraftOptions = {
    ...(chosen?.options ?? (isSame ? withoutFile(draft.options) : {})),
    ...file,
  };
  // The file must be readable this way before anything is said about its columns.
  const mapping = await withUnderstood({ ...draft, options }, async ({ columns }) => {
    if (chosen) return chosen.mapping;
    if (isSame && draft.mapping) return draft.mapping;
    const guess = guessMapping(kind, columns);
    if (guess.missing.length > 0) options.missing = guess.missing;
    if (Object.keys(guess.pattern).length > 0) options.pattern = guess.pattern;
    return {
      ...guess.fields,
      ...(guess.answers.length > 0 ? { answers: guess.answers } : {}),
    } as DraftMapping;
  });
  await save(scope, draft.id, { kind, mapping, options });
  return { id: publicId };
}

const fileOptions = ["header", "sheet", "delimiter", "encoding"];

const withoutFile = (options: DraftOptions): DraftOptions =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !fileOptions.includes(name)));

const onlyFile = (options: DraftOptions): DraftOptions =>
  Object.fromEntries(Object.entries(options).filter(([name]) => fileOptions.includes(name)));

async function savedMapping(scope: Scope, publicId: string) {
  const row = await scope.db.savedMapping.findFirst({ where: { workspaceId: scope.workspaceId, publicId } });
  return row && { mapping: row.mapping as DraftMapping, options: withoutFile(row.options as DraftOptions) };
}

/** Second form: which column is what. Refused where the file does not bear it out; then what was typed stays. */
export async function mapDraft(
  scope: Scope,
  { draft: publicId, ...form }: MapDraftInput,
): Promise<{ id: string }> {
  const draft = await readDraft(scope, publicId);
  const kind = draft.kind ?? "customers";
  return withUnderstood(draft, async ({ columns, header, inspection }) => {
    const { mapping, options } = readDraftForm(kind, columns, form);
    const hidden = hiddenConditions(draft.options);
    const statusWhen = {
      ...(hidden.statusWhen as object | undefined),
      ...(options.statusWhen as object | undefined),
    };
    const all: DraftOptions = { ...onlyFile(draft.options), header, ...hidden, ...options };
    if (kind === "orders" && Object.keys(statusWhen).length > 0) all.statusWhen = statusWhen;
    else delete all.statusWhen;
    try {
      const input = parseImport(scope, kind, mapping, all);
      fitFile(kind, input.mapping, input.options, inspection, "", { ...scope, ...(await readClock(scope)) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(error.code, error.reason, {
        ...error.details,
        fields: formFields(error.details.fields ?? {}, columns, mapping),
      });
    }
    await save(scope, draft.id, { kind, mapping, options: all });
    return { id: publicId };
  });
}

/** Goes the way of every import; the draft is gone with it. */
export async function startDraft(
  scope: Scope,
  { draft: publicId, saveAs, again }: StartDraftInput,
): Promise<{ id: string }> {
  const { workspaceId, db } = scope;
  const draft = await readDraft(scope, publicId);
  const { kind, mapping } = draft;
  if (!kind || !mapping) throw new AppError("invalid", "importEmptyMapping");
  const options = again
    ? { ...draft.options, source: `${draft.file.name} ${publicId}`.slice(-200) }
    : draft.options;
  const id = await startImport(scope, parseImport(scope, kind, mapping, options), draft.file, draft.fileId);
  if (saveAs !== "") {
    const columns = await withUnderstood(draft, async ({ inspection }) => inspection.form.headers);
    const data = { mapping: mapping as object, options: draft.options as object, columns };
    await db.savedMapping.upsert({
      where: { workspaceId_kind_name: { workspaceId, kind, name: saveAs } },
      create: { workspaceId, kind, name: saveAs, ...data },
      update: { ...data, version: { increment: 1 } },
    });
  }
  await db.importDraft.delete({ where: { workspaceId_id: { workspaceId, id: draft.id } } });
  if (draft.facts.isWorkbook)
    await db.storedFile.delete({ where: { workspaceId_id: { workspaceId, id: draft.fileId } } });
  return { id: (await getImportByInnerId(scope, id)).id };
}

export const parseImport = (
  scope: Scope,
  kind: string,
  mapping: DraftMapping,
  options: DraftOptions,
): StartImportInput => parseInput(startImportInput, { kind, mapping, options }, localeOf(scope));

async function save(
  { db, workspaceId }: Scope,
  id: number,
  { kind, mapping, options }: { kind: string; mapping: DraftMapping; options: DraftOptions },
): Promise<void> {
  await db.importDraft.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { kind, mapping: mapping as object, options: options as object },
  });
}

/** The file goes with it. */
export async function discardDraft(scope: Scope, { draft: publicId }: { draft: string }): Promise<null> {
  const { workspaceId, db } = scope;
  const draft = await readDraft(scope, publicId);
  await db.storedFile.delete({ where: { workspaceId_id: { workspaceId, id: draft.fileId } } });
  return null;
}

export async function forgetMapping(scope: Scope, { saved }: { saved: string }): Promise<null> {
  await scope.db.savedMapping.deleteMany({ where: { workspaceId: scope.workspaceId, publicId: saved } });
  return null;
}
