import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { addJob } from "@/lib/queue/add-job";
import { holdStillClock } from "@/lib/workspaces/queries/hold-clock";
import { isTimeZone } from "@/lib/workspaces/schema";
import { getImportByInnerId, type ImportView } from "../queries/get-import";
import type { Checkpoint, StoredOptions } from "../rules/checkpoint";
import { refOf } from "../rules/columns";
import { fitFile } from "../rules/fit-file";
import { type Inspection, inspectFile } from "../rules/inspect-file";
import { checkMapping } from "../rules/plan";
import { writeSaid } from "../rules/said";
import type { SheetFacts } from "../rules/workbook/workbook-text";
import type { Options, StartImportInput } from "../schema/mapping";
import { type HandedFile, type ReadableFile, withReadableFile } from "./readable-file";
import { fileName, storeFile } from "./store-file";

export const importJob = "run-import";

/**
 * Looks through a whole file, stores it and queues its import, all in the caller's transaction: what is wrong with the
 * file as such is said now, and then nothing is stored.
 * @param stored the inner id of the file where it lies in the database already; a workbook is stored anew, as text
 * @returns the inner id of the import
 */
export async function startImport(
  scope: Scope,
  input: StartImportInput,
  file: HandedFile,
  stored?: number,
): Promise<number> {
  checkBeforeReading(input);
  return withReadableFile(file, input.options.sheet, (readable) =>
    storeImport(scope, input, readable, readable.facts ? undefined : stored),
  );
}

/** What can be refused before the file is looked at. */
function checkBeforeReading({ kind, mapping, options }: StartImportInput): void {
  checkMapping(kind, mapping, options);
  if (options.timeZone !== undefined && !isTimeZone(options.timeZone)) {
    throw new AppError("invalid", "unknownTimeZone", { fields: { "options.timeZone": "unknownTimeZone" } });
  }
}

async function storeImport(
  scope: Scope,
  input: StartImportInput,
  { file, form: known, facts }: ReadableFile,
  stored: number | undefined,
): Promise<number> {
  const { kind, mapping, options } = input;
  const namesColumns = [
    ...Object.values(mapping.fields).map(refOf),
    ...mapping.answers.map(({ column }) => column),
  ].some((ref) => typeof ref === "string" && !/^\d+$/.test(ref));
  const inspection = await inspectFile(file, options, namesColumns, known);
  const source = await sourceOf(scope, kind, options, inspection.sha256, file.name);
  const clock = await holdStillClock(scope);
  const form = fitFile(kind, mapping, options, inspection, source, { ...scope, ...clock });
  await requireTouchpoints(scope, input);

  const { workspaceId } = scope;
  const fileId = stored ?? (await storeFile(scope, file, inspection.sha256));
  const checkpoint: Checkpoint = {
    phase: "lines",
    ...form.start,
    identities: 0,
    steps: 0,
    errors: 0,
    after: null,
    worker: null,
  };
  const storedOptions: StoredOptions = { said: options, form };
  const started = await scope.db.import.create({
    data: {
      workspaceId,
      kind,
      fileId,
      mapping: { answers: mapping.answers, ...mapping.fields },
      options: storedOptions as object,
      checkpoint,
      warnings: [...sheetWarnings(facts), ...warningsOf(inspection)],
      startedById: scope.actor.kind === "user" ? scope.actor.id : null,
    },
  });
  await addJob(scope, importJob, { importId: started.id }, `import-${started.id}`);
  await writeAudit(scope, "import.create", started.publicId, { kind });
  return started.id;
}

/** The same for a form with a file. */
export async function uploadImport(
  scope: Scope,
  input: StartImportInput,
  file: HandedFile,
): Promise<ImportView> {
  return getImportByInnerId(scope, await startImport(scope, input, file));
}

/** The same bytes are the same source, whatever the file is called this time. */
export async function sourceOf(
  scope: Scope,
  kind: string,
  options: Options,
  sha256: Buffer,
  name: string,
): Promise<string> {
  if (options.source !== undefined) return options.source;
  const before = await scope.db.import.findFirst({
    where: {
      workspaceId: scope.workspaceId,
      kind,
      status: { not: "undone" },
      file: { sha256: new Uint8Array(sha256) },
    },
    orderBy: { id: "asc" },
    select: { options: true },
  });
  return (before?.options as StoredOptions | undefined)?.form.source ?? fileName(name);
}

/** Touchpoints named in the mapping itself, by key or name; those in cells are judged line by line. */
async function requireTouchpoints(scope: Scope, { mapping, options }: StartImportInput): Promise<void> {
  const named = mapping.answers.flatMap(({ touchpoint }, index) =>
    touchpoint === undefined ? [] : [{ touchpoint, place: `mapping.answers.${index}.touchpoint` }],
  );
  if (named.length === 0 || options.createMissing.includes("touchpoints")) return;
  const touchpoints = await scope.db.touchpoint.findMany({
    where: { workspaceId: scope.workspaceId },
    select: { key: true, name: true, translations: true },
  });
  const goingBy = (said: string) =>
    touchpoints.filter(({ name, translations }) =>
      [name, ...Object.values(translations ?? {})].some(
        (one) => String(one).toLowerCase() === said.toLowerCase(),
      ),
    );
  const unknown = named.filter(
    ({ touchpoint }) =>
      !touchpoints.some(({ key }) => key === touchpoint) && goingBy(touchpoint).length !== 1,
  );
  if (unknown.length === 0) return;
  throw new AppError("invalid", "importUnknownTouchpoints", {
    values: { names: [...new Set(unknown.map(({ touchpoint }) => touchpoint))].join(", ") },
    fields: Object.fromEntries(unknown.map(({ place }) => [place, "unknownTouchpoint"])),
  });
}

function warningsOf({ controlLines: { lines, count } }: Inspection): string[] {
  if (count === 0) return [];
  const more = count > lines.length ? " …" : "";
  return [writeSaid("importControlsDropped", { count, lines: lines.join(", ") + more })];
}

/** Which of several sheets was read, and what no program has computed in it. */
function sheetWarnings(facts: SheetFacts | undefined): string[] {
  if (!facts) return [];
  const { sheet, sheets, uncomputed } = facts;
  const others = sheets.filter((name) => name !== sheet).join(", ");
  return [
    ...(others === "" ? [] : [writeSaid("importSheetRead", { sheet, others: others.slice(0, 300) })]),
    ...(uncomputed === 0 ? [] : [writeSaid("importUncomputed", { count: uncomputed })]),
  ];
}
