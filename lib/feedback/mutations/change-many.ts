import { uuidv7 } from "uuidv7";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";

/** What was changed, under the batch by which it can be taken back. */
export type Changed = { batch: string; changed: number };

/** More would hold locks for longer than a press of a button may. */
const mostAtOnce = 50_000;

/**
 * Puts records to another touchpoint, however many, in one statement: their answers that spoke of the old one move
 * with them, and a channel that came with the old one goes with it (as `changeFeedback` does for one record).
 * @param which a condition on the table `feedback` under the alias `f`
 */
export async function moveRecords(
  scope: Scope,
  { which, touchpoint }: { which: Prisma.Sql; touchpoint: string },
): Promise<Changed> {
  const place = (await resolveTouchpoints(scope, [touchpoint])).get(touchpoint);
  if (!place) throw refuse({ touchpoint: "unknownTouchpoint" });
  const batch = uuidv7();
  const [done] = await scope.db.$queryRaw<{ n: number }[]>(Prisma.sql`
    with target as materialized (
      select f."id", f."touchpointId", f."channelId", stood."channelId" as "stoodAt"
      from feedback f
      left join touchpoint stood on stood."workspaceId" = f."workspaceId" and stood."id" = f."touchpointId"
      where f."workspaceId" = ${scope.workspaceId} and ${which} and f."touchpointId" is distinct from ${place.id}
      order by f."id" limit ${mostAtOnce + 1} for no key update of f),
    logged as (
      insert into feedback_change ("workspaceId", "batchId", "feedbackId", "actorKind", "actorId", "kind", "before", "after")
      select ${scope.workspaceId}, ${batch}::uuid, t."id", ${scope.actor.kind}, ${scope.actor.id}, 'touchpoint',
        jsonb_build_object('touchpointId', t."touchpointId", 'channelId', t."channelId", 'answers', coalesce((
          select jsonb_agg(jsonb_build_array(a."position", a."touchpointId", a."channelId"))
          from answer a where a."workspaceId" = ${scope.workspaceId} and a."feedbackId" = t."id"), '[]')),
        jsonb_build_object('touchpointId', ${place.id}::int)
      from target t),
    moved_answers as (
      update answer a set "touchpointId" = ${place.id},
        "channelId" = case when a."channelId" is not distinct from t."stoodAt" then ${place.channelId}::int else a."channelId" end
      from target t
      where a."workspaceId" = ${scope.workspaceId} and a."feedbackId" = t."id"
        and a."touchpointId" is not distinct from t."touchpointId"),
    moved as (
      update feedback f set "touchpointId" = ${place.id},
        "channelId" = case when t."channelId" is not distinct from t."stoodAt" then ${place.channelId}::int else t."channelId" end,
        "version" = f."version" + 1, "updatedAt" = clock_timestamp()
      from target t where f."workspaceId" = ${scope.workspaceId} and f."id" = t."id" returning 1)
    select count(*)::int as n from moved`);
  return counted(batch, done);
}

/** Puts a tag on records or takes it off, however many. A tag that does not exist yet is made. */
export async function tagRecords(
  scope: Scope,
  { which, tag, mode }: { which: Prisma.Sql; tag: string; mode: "add" | "remove" },
): Promise<Changed> {
  const batch = uuidv7();
  const tagId = mode === "add" ? await tagNamed(scope, tag) : await findTag(scope, tag);
  if (tagId === null) throw refuse({ tag: "unknownTag" });
  const target = Prisma.sql`
    select f."id" from feedback f where f."workspaceId" = ${scope.workspaceId} and ${which}
    order by f."id" limit ${mostAtOnce + 1} for key share of f`;
  const changed =
    mode === "add"
      ? Prisma.sql`
        insert into feedback_tag ("workspaceId", "feedbackId", "tagId")
        select ${scope.workspaceId}, t."id", ${tagId} from target t on conflict do nothing returning "feedbackId"`
      : Prisma.sql`
        delete from feedback_tag ft using target t
        where ft."workspaceId" = ${scope.workspaceId} and ft."feedbackId" = t."id" and ft."tagId" = ${tagId}
        returning ft."feedbackId"`;
  const [done] = await scope.db.$queryRaw<{ n: number }[]>(Prisma.sql`
    with target as materialized (${target}), changed as (${changed}),
    logged as (${logTagged(scope, batch, mode === "add" ? "tagged" : "untagged", tag, Prisma.sql`changed`)} returning 1)
    select count(*)::int as n from logged`);
  return counted(batch, done);
}

/** The history of records from which a tag was taken or on which it was put: a statement over `"feedbackId"`. */
export const logTagged = (
  { workspaceId, actor }: Scope,
  batch: string,
  kind: "tagged" | "untagged",
  tag: string,
  from: Prisma.Sql,
): Prisma.Sql => Prisma.sql`
  insert into feedback_change ("workspaceId", "batchId", "feedbackId", "actorKind", "actorId", "kind", "after")
  select ${workspaceId}, ${batch}::uuid, c."feedbackId", ${actor.kind}, ${actor.id}, ${kind},
    jsonb_build_object('tag', ${tag}::text)
  from ${from} c`;

/**
 * Takes one's own change back, for all records that nobody has changed again since. @throws AppError `notFound`
 */
export async function undoChange(
  scope: Scope,
  { batch, tag: gone }: { batch: string; tag?: string | undefined },
): Promise<{ changed: number }> {
  const { db, workspaceId, actor } = scope;
  const tags = await db.$queryRaw<{ kind: string; tag: string }[]>(Prisma.sql`
    select distinct "kind", coalesce("after"->>'tag', '') as tag from feedback_change
    where "workspaceId" = ${workspaceId} and "batchId" = ${batch}::uuid and "actorKind" = ${actor.kind} and "actorId" = ${actor.id}`);
  if (tags.length === 0 && gone === undefined) throw notFound();
  if (gone !== undefined) await tagNamed(scope, gone);
  let changed = 0;
  for (const { kind, tag } of tags) {
    if (kind === "touchpoint") changed += await moveBack(scope, batch);
    else changed += await tagBack(scope, batch, kind, await tagNamed(scope, tag), tag);
  }
  await db.$executeRaw(Prisma.sql`
    delete from feedback_change where "workspaceId" = ${workspaceId} and "batchId" = ${batch}::uuid`);
  return { changed };
}

async function moveBack({ db, workspaceId }: Scope, batch: string): Promise<number> {
  const [done] = await db.$queryRaw<{ n: number }[]>(Prisma.sql`
    with mine as materialized (
      select c."feedbackId", c."before" from feedback_change c
      join feedback f on f."workspaceId" = ${workspaceId} and f."id" = c."feedbackId"
      where c."workspaceId" = ${workspaceId} and c."batchId" = ${batch}::uuid and c."kind" = 'touchpoint'
        and f."touchpointId" is not distinct from (c."after"->>'touchpointId')::int
      order by c."feedbackId" for no key update of f),
    answers as (
      update answer a set "touchpointId" = (p.place->>1)::int, "channelId" = (p.place->>2)::int
      from mine m cross join lateral jsonb_array_elements(m."before"->'answers') p(place)
      where a."workspaceId" = ${workspaceId} and a."feedbackId" = m."feedbackId" and a."position" = (p.place->>0)::int),
    back as (
      update feedback f set "touchpointId" = (m."before"->>'touchpointId')::int,
        "channelId" = (m."before"->>'channelId')::int, "version" = f."version" + 1, "updatedAt" = clock_timestamp()
      from mine m where f."workspaceId" = ${workspaceId} and f."id" = m."feedbackId" returning 1)
    select count(*)::int as n from back`);
  return done?.n ?? 0;
}

function tagBack(
  { db, workspaceId }: Scope,
  batch: string,
  kind: string,
  tagId: number,
  tag: string,
): Promise<number> {
  const records = Prisma.sql`
    feedback_change c where c."workspaceId" = ${workspaceId} and c."batchId" = ${batch}::uuid and c."kind" = ${kind}
      and c."after"->>'tag' = ${tag}`;
  return db.$executeRaw(
    kind === "tagged"
      ? Prisma.sql`delete from feedback_tag where "workspaceId" = ${workspaceId} and "tagId" = ${tagId}
          and "feedbackId" in (select c."feedbackId" from ${records})`
      : Prisma.sql`insert into feedback_tag ("workspaceId", "feedbackId", "tagId")
          select ${workspaceId}, c."feedbackId", ${tagId} from ${records} on conflict do nothing`,
  );
}

async function findTag({ db, workspaceId }: Scope, name: string): Promise<number | null> {
  const found = await db.tag.findFirst({ where: { workspaceId, name }, select: { id: true } });
  return found?.id ?? null;
}

/** The tag of this name, made where there is none; two who make it at the same time make one. */
export async function tagNamed(scope: Scope, name: string): Promise<number> {
  await scope.db.$executeRaw(Prisma.sql`
    insert into tag ("workspaceId", "name") values (${scope.workspaceId}, ${name}) on conflict do nothing`);
  const id = await findTag(scope, name);
  if (id === null) throw new Error("A tag was neither made nor found.");
  return id;
}

function counted(batch: string, done: { n: number } | undefined): Changed {
  const changed = done?.n ?? 0;
  if (changed > mostAtOnce) throw new AppError("invalid", "tooManyAtOnce", { values: { most: mostAtOnce } });
  return { batch, changed };
}
