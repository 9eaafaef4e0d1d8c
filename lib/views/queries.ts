import type { Scope } from "@/lib/auth/scope";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { namesGone } from "./rules/names-gone";
import type { ViewsInput } from "./schema";

export type SavedView = {
  id: string;
  name: string;
  /** The search part of the address, without "?". */
  query: string;
  shared: boolean;
  /** Only who saved a view renames and deletes it. */
  isMine: boolean;
  version: number;
  /** What its filter names and nothing is called any more. */
  gone: string[];
};

export const mostViews = 200;

/** The views of a page: one's own, and those that others share with the workspace. */
export async function listViews(scope: Scope, { page }: ViewsInput): Promise<{ views: SavedView[] }> {
  const { db, workspaceId, actor } = scope;
  const userId = actor.kind === "user" ? actor.id : 0;
  const rows = await db.savedView.findMany({
    where: { workspaceId, page, OR: [{ userId }, { shared: true }] },
    orderBy: [{ shared: "asc" }, { name: "asc" }, { id: "asc" }],
    take: mostViews,
  });
  const places = rows.length > 0 ? await readPlaces(scope) : null;
  return {
    views: rows.map((row) => ({
      id: row.publicId,
      name: row.name,
      query: row.query,
      shared: row.shared,
      isMine: row.userId === userId,
      version: row.version,
      gone: places ? namesGone(row.query, places) : [],
    })),
  };
}

/** One's own view, or one that somebody shares. Null where there is none. */
export async function findView(
  { db, workspaceId, actor }: Scope,
  id: string,
): Promise<{ name: string; page: string; query: string } | null> {
  const userId = actor.kind === "user" ? actor.id : 0;
  return db.savedView.findFirst({
    where: { workspaceId, publicId: id, OR: [{ userId }, { shared: true }] },
    select: { name: true, page: true, query: true },
  });
}
