import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";
import { meantAnswers, type View } from "./meant-answers";
import type { Slice } from "./slice";

/** Something said with a score. */
export type Comment = {
  id: string;
  score: number;
  comment: string;
  answeredAt: Date;
  customer: string | null;
  touchpoint: string | null;
};

type Row = Comment & { customerId: number | null; externalId: string | null; translations: unknown };

type CommentsWanted = {
  slice: Slice;
  view: View;
  scores: readonly number[];
  limit: number;
  /** Which scores come first; unless said, the order is that of time alone. */
  first?: "lowest" | "highest";
};

/** The latest comments of a slice that came with one of these scores, the newest first. */
export async function listComments(
  scope: Scope,
  { slice, view, scores, limit, first }: CommentsWanted,
): Promise<Comment[]> {
  const { workspaceId } = scope;
  const by = (score: Prisma.Sql) => orderBy(first, score);
  // Names are looked up for those that are shown, and for no others.
  const rows = await scope.db.$queryRaw<Row[]>(Prisma.sql`
    with said as materialized (
      select f."id", f."publicId"::text as public_id, m."score"::int, f."comment", f."answeredAt", f."customerId", m."position"
      from (${meantAnswers(workspaceId, { ...slice, hasComment: true }, view)}) m
      join feedback f on f."workspaceId" = ${workspaceId} and f."id" = m."feedbackId"
      where m."score" = any(${[...scores]}::int[]) and f."comment" is not null
      order by ${by(Prisma.sql`m."score"`)} f."answeredAt" desc, f."id" desc
      limit ${limit})
    select s.public_id as id, s."score", s."comment", s."answeredAt", s."customerId",
      c."name" as customer, c."externalId", t."name" as touchpoint, t."translations"
    from said s
    join answer a on a."workspaceId" = ${workspaceId} and a."feedbackId" = s."id" and a."position" = s."position"
    left join customer c on c."workspaceId" = ${workspaceId} and c."id" = s."customerId"
    left join touchpoint t on t."workspaceId" = ${workspaceId} and t."id" = a."touchpointId"
    order by ${by(Prisma.sql`s."score"`)} s."answeredAt" desc, s."id" desc`);
  return rows.map(({ customerId, externalId, translations, ...row }) => ({
    ...row,
    customer: customerId === null ? null : (row.customer ?? externalId ?? "–"),
    touchpoint:
      row.touchpoint === null ? null : localName({ name: row.touchpoint, translations }, scope.locale),
  }));
}

const orderBy = (first: CommentsWanted["first"], score: Prisma.Sql): Prisma.Sql =>
  first === undefined
    ? Prisma.empty
    : first === "lowest"
      ? Prisma.sql`${score} asc,`
      : Prisma.sql`${score} desc,`;
