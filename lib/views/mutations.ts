import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { mostViews } from "./queries";
import type { RenameViewInput, RestoreViewInput, SaveViewInput, ViewNamed } from "./schema";

type Made = { id: string };

/** The address of a page under a name, for oneself. @throws AppError `invalid` for a name that is taken there */
export const saveOwnView = (scope: Scope, input: SaveViewInput): Promise<Made> => save(scope, input, false);

/** The same for everybody in the workspace. */
export const saveSharedView = (scope: Scope, input: SaveViewInput): Promise<Made> => save(scope, input, true);

async function save(scope: Scope, input: SaveViewInput, shared: boolean): Promise<Made> {
  const { workspaceId, db } = scope;
  const userId = readerOf(scope);
  if ((await db.savedView.count({ where: { workspaceId, userId } })) >= mostViews)
    throw new AppError("invalid", "tooManyViews", { values: { most: mostViews } });
  const [made] = await db.$queryRaw<Made[]>(Prisma.sql`
    insert into saved_view ("workspaceId", "userId", "name", "page", "query", "shared")
    values (${workspaceId}, ${userId}, ${input.name}, ${input.page}, ${input.query}, ${shared})
    on conflict ("workspaceId", "userId", "page", "name") do nothing returning "publicId"::text as id`);
  if (!made) throw refuse({ name: "viewNameTaken" });
  if (shared) await writeAudit(scope, "view.share", made.id, { name: input.name, page: input.page });
  return made;
}

/** @throws AppError `notFound` for a view of somebody else, `conflict` when it was renamed elsewhere meanwhile */
export async function renameView(
  scope: Scope,
  input: RenameViewInput,
): Promise<{ name: string; version: number }> {
  const before = await hold(scope, input.id);
  if (before.version !== input.version) throw new AppError("conflict", "changedMeanwhile");
  const { workspaceId, db } = scope;
  const userId = readerOf(scope);
  const taken = await db.savedView.count({
    where: { workspaceId, userId, page: before.page, name: input.name, NOT: { publicId: input.id } },
  });
  if (taken > 0) throw refuse({ name: "viewNameTaken" });
  await db.savedView.updateMany({
    where: { workspaceId, userId, publicId: input.id },
    data: { name: input.name, version: { increment: 1 } },
  });
  return { name: before.name, version: before.version + 1 };
}

/** @returns what bringing it back needs */
export async function deleteView(scope: Scope, { id }: ViewNamed): Promise<{ before: string }> {
  const { name, page, query, shared } = await hold(scope, id);
  const { workspaceId, db } = scope;
  await db.savedView.deleteMany({ where: { workspaceId, userId: readerOf(scope), publicId: id } });
  if (shared) await writeAudit(scope, "view.delete", id, { name, page });
  return { before: JSON.stringify({ name, page, query, shared }) };
}

/** Undo of deleting one's own view. */
export async function restoreView(scope: Scope, { before }: RestoreViewInput): Promise<void> {
  await save(scope, before, false);
}

/** Undo of deleting a view that everybody had. */
export async function restoreSharedView(scope: Scope, { before }: RestoreViewInput): Promise<void> {
  await save(scope, before, true);
}

async function hold(scope: Scope, id: string) {
  const { workspaceId, db } = scope;
  const found = await db.savedView.findFirst({
    where: { workspaceId, publicId: id, userId: readerOf(scope) },
  });
  if (!found) throw notFound();
  return found;
}

function readerOf({ actor }: Scope): number {
  if (actor.kind !== "user") throw new AppError("forbidden");
  return actor.id;
}
