import type { Scope } from "@/lib/auth/scope";
import { localeOf } from "@/lib/doors/open-door";
import { AppError } from "@/lib/errors/app-error";
import { type Place, readPlaces } from "@/lib/filters/queries/read-places";
import { sentenceOf } from "@/lib/language/translator";
import { type Rehearsal, rehearse } from "../mutations/rehearse";
import type { ColumnFacts } from "../rules/describe-columns";
import { type ColumnChoice, columnChoices, type DraftMapping, type DraftOptions } from "../rules/draft-form";
import { guessKind } from "../rules/guess-mapping";
import type { DraftPageInput, DraftStep } from "../schema/drafts";
import type { ImportKind } from "../schema/fields";
import { type Draft, readDraft, withUnderstood } from "./read-draft";

export type WaitingFile = { id: string; file: string; at: string };
export type SavedMappingView = { id: string; kind: string; name: string };

/** The first page of the wizard, with files that wait to be gone on with. */
export async function loadNewImport({
  db,
  workspaceId,
}: Scope): Promise<{ waiting: WaitingFile[]; saved: SavedMappingView[] }> {
  const rows = await db.importDraft.findMany({
    where: { workspaceId },
    orderBy: { id: "desc" },
    take: 20,
    select: { publicId: true, updatedAt: true, file: { select: { name: true } } },
  });
  const saved = await db.savedMapping.findMany({
    where: { workspaceId },
    orderBy: { name: "asc" },
    take: 100,
  });
  return {
    waiting: rows.map(({ publicId, updatedAt, file }) => ({
      id: publicId,
      file: file.name,
      at: updatedAt.toISOString(),
    })),
    saved: saved.map(({ publicId, kind, name }) => ({ id: publicId, kind, name })),
  };
}

export type NamedPlace = "touchpoint" | "channel" | "phase" | "department" | "segment";

export type DraftPage = {
  id: string;
  file: string;
  step: DraftStep;
  kind: ImportKind;
  options: DraftOptions;
  /** Why the file, or its beginning, cannot be read this way. */
  problem: string | null;
  facts: {
    isWorkbook: boolean;
    encoding: string;
    delimiter: string;
    header: number;
    sheets: string[];
    sheet: string;
    lines: number;
  } | null;
  columns: ColumnFacts[];
  /** First rows of the file as they stand in it. */
  firstRows: string[][];
  /** Mappings that were saved for files with the same columns. */
  offered: SavedMappingView[];
  choices: ColumnChoice[];
  /** What there is to be named, in the reader's language. */
  names: Partial<Record<NamedPlace, Place[]>>;
  rehearsal: Rehearsal | null;
};

/** A page of the wizard. What cannot be read gets a sentence on the page where it can be changed. */
export async function loadDraft(scope: Scope, { id, step: wanted }: DraftPageInput): Promise<DraftPage> {
  const draft = await readDraft(scope, id);
  const isDescribed = draft.kind !== null && draft.mapping !== null;
  const page: DraftPage = {
    id,
    file: draft.file.name,
    step: isDescribed ? wanted : "file",
    kind: draft.kind ?? "customers",
    options: draft.options,
    problem: null,
    facts: null,
    columns: [],
    firstRows: [],
    offered: [],
    choices: [],
    names: {},
    rehearsal: null,
  };
  try {
    Object.assign(page, await understoodOf(scope, draft, page.step));
    if (page.step === "check") page.rehearsal = await rehearse(scope, draft);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, fields = {} } = sentenceOf(error, localeOf(scope));
    page.problem = [message, ...new Set(Object.values(fields))].filter((one) => one !== "").join(" ");
    if (page.columns.length === 0) page.step = "file";
  }
  return page;
}

const shownRows = 6;

async function understoodOf(scope: Scope, draft: Draft, step: DraftStep): Promise<Partial<DraftPage>> {
  return withUnderstood(draft, async ({ inspection, columns, sheets, header }) => {
    const { form, sample } = inspection;
    const kind = draft.kind ?? guessKind(columns);
    return {
      kind,
      columns,
      firstRows: [...form.headers, ...sample].slice(0, shownRows),
      facts: {
        isWorkbook: draft.facts.isWorkbook,
        encoding: form.encoding,
        delimiter: form.delimiter,
        header,
        sheets: sheets?.sheets ?? [],
        sheet: sheets?.sheet ?? "",
        lines: sample.length,
      },
      offered: step === "file" ? await offeredMappings(scope, form.headers) : [],
      choices:
        step === "mapping"
          ? columnChoices(kind, columns, draft.mapping ?? ({} as DraftMapping), draft.options)
          : [],
      names: step === "file" ? {} : await namesOf(scope),
    };
  });
}

async function namesOf(scope: Scope): Promise<DraftPage["names"]> {
  const { touchpoints, channels, phases, departments, segments } = await readPlaces(scope);
  return {
    touchpoint: touchpoints,
    channel: channels,
    phase: phases,
    department: departments,
    segment: segments,
  };
}

/** A mapping fits a file that has the same columns, in whatever order. */
async function offeredMappings({ db, workspaceId }: Scope, headers: string[][]): Promise<SavedMappingView[]> {
  if (headers.length === 0) return [];
  const named = (rows: string[][]) => JSON.stringify(rows.map((row) => [...row].sort()));
  const rows = await db.savedMapping.findMany({
    where: { workspaceId },
    orderBy: { updatedAt: "desc" },
    take: 100,
  });
  return rows
    .filter(({ columns }) => named(columns as string[][]) === named(headers))
    .map(({ publicId, kind, name }) => ({ id: publicId, kind, name }));
}
