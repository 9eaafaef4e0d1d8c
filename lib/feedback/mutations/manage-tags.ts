import { uuidv7 } from "uuidv7";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { type Changed, logTagged } from "./change-many";

/** @throws AppError `invalid` for a name that is taken */
export async function createTag(scope: Scope, { name }: { name: string }): Promise<void> {
  const made = await scope.db.$executeRaw(Prisma.sql`
    insert into tag ("workspaceId", "name") values (${scope.workspaceId}, ${name}) on conflict do nothing`);
  if (made === 0) throw refuse({ name: "tagTaken" });
}

/** @throws AppError `notFound`, `invalid` for a name that is taken, `conflict` when somebody else was faster */
export async function renameTag(
  scope: Scope,
  { tag, name, version }: { tag: string; name: string; version: number },
): Promise<{ name: string; version: number }> {
  const before = await hold(scope, tag);
  if (before.version !== version) throw new AppError("conflict", "changedMeanwhile");
  const taken = await scope.db.tag.count({
    where: { workspaceId: scope.workspaceId, name, NOT: { publicId: tag } },
  });
  if (taken > 0) throw refuse({ name: "tagTaken" });
  await scope.db.$executeRaw(Prisma.sql`
    update tag set "name" = ${name}, "version" = "version" + 1, "updatedAt" = clock_timestamp()
    where "workspaceId" = ${scope.workspaceId} and "id" = ${before.id}`);
  return { name: before.name, version: version + 1 };
}

/** Everything that carries one tag carries another instead; the first is gone. */
export async function mergeTags(
  scope: Scope,
  { tag, into }: { tag: string; into: string },
): Promise<Removed> {
  if (tag === into) throw refuse({ into: "sameTag" });
  const kept = await hold(scope, into);
  const batch = uuidv7();
  const gone = await hold(scope, tag);
  await scope.db.$executeRaw(Prisma.sql`
    with added as (
      insert into feedback_tag ("workspaceId", "feedbackId", "tagId")
      select ${scope.workspaceId}, "feedbackId", ${kept.id} from feedback_tag
      where "workspaceId" = ${scope.workspaceId} and "tagId" = ${gone.id} on conflict do nothing returning "feedbackId")
    ${logTagged(scope, batch, "tagged", kept.name, Prisma.sql`added`)}`);
  return remove(scope, gone, batch);
}

/** @throws AppError `notFound` */
export async function deleteTag(scope: Scope, { tag }: { tag: string }): Promise<Removed> {
  const gone = await hold(scope, tag);
  return remove(scope, gone, uuidv7());
}

/** What carried the tag, and its name: all that putting it back needs. */
type Removed = Changed & { tag: string };

type Held = { id: number; name: string; version: number };

async function hold({ db, workspaceId }: Scope, tag: string): Promise<Held> {
  const [found] = await db.$queryRaw<Held[]>(Prisma.sql`
    select "id", "name", "version" from tag
    where "workspaceId" = ${workspaceId} and "publicId" = ${tag}::uuid for update`);
  if (!found) throw notFound();
  return found;
}

/** With what carried it written down, so that it can be put back. */
async function remove(scope: Scope, { id, name }: Held, batch: string): Promise<Removed> {
  const { workspaceId } = scope;
  const links = Prisma.sql`(
    select "feedbackId" from feedback_tag where "workspaceId" = ${workspaceId} and "tagId" = ${id})`;
  const changed = await scope.db.$executeRaw(logTagged(scope, batch, "untagged", name, links));
  await scope.db.$executeRaw(
    Prisma.sql`delete from tag where "workspaceId" = ${workspaceId} and "id" = ${id}`,
  );
  return { batch, changed, tag: name };
}
