import type { Scope } from "@/lib/auth/scope";
import { getImport, type ImportView, importColumns, importView } from "./get-import";
import { type ImportErrorView, listImportErrors } from "./list-import-errors";

/** The newest imports, for the page. */
export async function loadImports(scope: Scope): Promise<{ imports: ImportView[] }> {
  const rows = await scope.db.import.findMany({
    where: { workspaceId: scope.workspaceId },
    select: importColumns,
    orderBy: { id: "desc" },
    take: 100,
  });
  return { imports: rows.map((row) => importView(scope, row)) };
}

const shownErrors = 200;

/** One import with the first of its errors; all of them are in the download. */
export async function loadImport(
  scope: Scope,
  input: { id: string },
): Promise<{ found: ImportView; errors: ImportErrorView[] }> {
  return {
    found: await getImport(scope, input),
    errors: (await listImportErrors(scope, input)).slice(0, shownErrors),
  };
}
