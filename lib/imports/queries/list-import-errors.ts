import type { Scope } from "@/lib/auth/scope";
import { localeOf } from "@/lib/doors/open-door";
import { notFound } from "@/lib/errors/app-error";
import { csvRow } from "@/lib/sheets/csv-row";
import { inWords } from "../rules/said";

export type ImportErrorView = { line: number; column: string; value: string; reason: string };

/** What was wrong with which lines, in the order of the file. @throws AppError `notFound` */
export async function listImportErrors(scope: Scope, { id }: { id: string }): Promise<ImportErrorView[]> {
  const { workspaceId } = scope;
  const found = await scope.db.import.findFirst({
    where: { workspaceId, publicId: id },
    select: { id: true },
  });
  if (!found) throw notFound();
  const rows = await scope.db.importError.findMany({
    where: { workspaceId, importId: found.id },
    select: { line: true, column: true, value: true, reason: true },
    orderBy: [{ line: "asc" }, { position: "asc" }],
  });
  const locale = localeOf(scope);
  return rows.map(({ reason, ...row }) => ({ ...row, reason: inWords(reason, locale) }));
}

const rowsAtOnce = 500;

/** The same as a file for a spreadsheet. */
export async function downloadImportErrors(scope: Scope, input: { id: string }): Promise<Response> {
  const errors = await listImportErrors(scope, input);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from(csvRow(["line", "column", "value", "reason"]))),
    pull(controller) {
      const part = errors.slice(sent, sent + rowsAtOnce);
      sent += part.length;
      if (part.length === 0) controller.close();
      else controller.enqueue(Buffer.from(part.map(rowOf).join("")));
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="import-errors.csv"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}

const rowOf = ({ line, column, value, reason }: ImportErrorView) =>
  csvRow([String(line), column, value, reason]);
