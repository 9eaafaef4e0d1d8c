import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";

export type TagName = { id: number; name: string };

/** All tags by name; few enough to be chosen from. */
export const listTagNames = ({ db, workspaceId }: Scope): Promise<TagName[]> =>
  db.$queryRaw<TagName[]>(Prisma.sql`
    select "id", "name" from tag where "workspaceId" = ${workspaceId}
    order by "name" collate "und-x-icu", "id" limit 1000`);

export type TagUse = { id: string; name: string; version: number; uses: number };

/** Tags with the number of records that carry them. */
export async function listTags({ db, workspaceId }: Scope): Promise<TagUse[]> {
  return db.$queryRaw<TagUse[]>(Prisma.sql`
    select t."publicId"::text as id, t."name", t."version", coalesce(u."uses", 0)::int as uses
    from tag t
    left join (select "tagId", count(*) as uses from feedback_tag where "workspaceId" = ${workspaceId} group by 1) u
      on u."tagId" = t."id"
    where t."workspaceId" = ${workspaceId}
    order by t."name" collate "und-x-icu", t."id" limit 1000`);
}

/** @throws AppError `invalid` for a tag that does not exist: a filter is never silently ignored */
export async function tagIdsOf({ db, workspaceId }: Scope, names: readonly string[]): Promise<number[]> {
  const found = await db.tag.findMany({
    where: { workspaceId, name: { in: [...names] } },
    select: { id: true },
  });
  if (found.length < names.length)
    throw new AppError("invalid", undefined, { fields: { tag: "unknownTag" } });
  return found.map(({ id }) => id);
}
