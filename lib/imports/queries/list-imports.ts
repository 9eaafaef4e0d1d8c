import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import type { ListImportsInput } from "../schema/requests";
import { type ImportView, importColumns, importView } from "./get-import";

/** A page of imports, ordered by when they last changed. */
export async function listImports(
  scope: Scope,
  { limit, cursor, updatedSince }: ListImportsInput,
): Promise<{ data: ImportView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await scope.db.import.findMany({
    where: {
      workspaceId: scope.workspaceId,
      ...(updatedSince === undefined ? {} : { updatedAt: { gte: new Date(updatedSince) } }),
      ...(after && {
        OR: [{ updatedAt: { gt: after.updatedAt } }, { updatedAt: after.updatedAt, id: { gt: after.id } }],
      }),
    },
    select: importColumns,
    orderBy: [{ updatedAt: "asc" }, { id: "asc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => importView(scope, row)),
    nextCursor: rows.length > limit && last ? writeCursor(last) : null,
  };
}

function writeCursor({ updatedAt, id }: { updatedAt: Date; id: number }): string {
  return Buffer.from(`${updatedAt.getTime()}.${id}`).toString("base64url");
}

function readCursor(cursor: string): { updatedAt: Date; id: number } {
  const match = /^(\d{1,16})\.(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match) throw new AppError("malformed", undefined, { fields: { cursor: "malformedCursor" } });
  return { updatedAt: new Date(Number(match[1])), id: Number(match[2]) };
}
