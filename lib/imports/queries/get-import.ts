import type { Scope } from "@/lib/auth/scope";
import type { ImportStatus, Prisma } from "@/lib/db/generated/client";
import { localeOf } from "@/lib/doors/open-door";
import { notFound } from "@/lib/errors/app-error";
import type { StoredOptions } from "../rules/checkpoint";
import { inWords } from "../rules/said";

/** An import as API and pages show it. `lines` counts those dealt with so far, each in exactly one of the six counts. */
export type ImportView = {
  id: string;
  kind: string;
  file: string;
  status: ImportStatus;
  totalLines: number;
  lines: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicate: number;
  rejected: number;
  skipped: number;
  warnings: string[];
  failure: string | null;
  createdAt: string;
  updatedAt: string;
  finishedAt: string | null;
};

export const importColumns = {
  id: true,
  publicId: true,
  kind: true,
  status: true,
  options: true,
  lines: true,
  created: true,
  updated: true,
  unchanged: true,
  duplicate: true,
  rejected: true,
  skipped: true,
  warnings: true,
  failure: true,
  createdAt: true,
  updatedAt: true,
  finishedAt: true,
  file: { select: { name: true } },
} satisfies Prisma.ImportSelect;

type ImportRow = Prisma.ImportGetPayload<{ select: typeof importColumns }>;

export function importView(scope: Scope, row: ImportRow): ImportView {
  const {
    id: _,
    publicId,
    options,
    warnings,
    failure,
    file,
    createdAt,
    updatedAt,
    finishedAt,
    ...rest
  } = row;
  const locale = localeOf(scope);
  return {
    id: publicId,
    ...rest,
    file: file.name,
    totalLines: (options as unknown as StoredOptions).form.records,
    warnings: (warnings as string[]).map((said) => inWords(said, locale)),
    failure: failure === null ? null : inWords(failure, locale),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** An import by its public id. @throws AppError `notFound` */
export async function getImport(scope: Scope, { id }: { id: string }): Promise<ImportView> {
  const row = await scope.db.import.findFirst({
    where: { workspaceId: scope.workspaceId, publicId: id },
    select: importColumns,
  });
  if (!row) throw notFound();
  return importView(scope, row);
}

/** The one that was just started. */
export async function getImportByInnerId(scope: Scope, id: number): Promise<ImportView> {
  const row = await scope.db.import.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId: scope.workspaceId, id } },
    select: importColumns,
  });
  return importView(scope, row);
}
