import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { localName } from "@/lib/language/locale";
import { dimensions, metrics, occasions, reasons, scales, techniques } from "../rules/codes";

const related = {
  customer: { select: { publicId: true, externalId: true, name: true } },
  touchpoint: { select: { key: true, name: true, translations: true } },
  channel: { select: { key: true, name: true, translations: true } },
  productGroup: { select: { key: true, name: true, translations: true } },
  tags: { select: { tag: { select: { name: true } } }, orderBy: { tag: { name: "asc" as const } } },
  answers: {
    orderBy: { position: "asc" as const },
    include: { touchpoint: { select: { key: true, name: true, translations: true } } },
  },
} as const;

/** A record with everything said in it, names and not codes. */
export async function getFeedback(scope: Scope, input: { id: string }) {
  const found = await scope.db.feedback.findFirst({
    where: { workspaceId: scope.workspaceId, publicId: input.id },
    include: related,
  });
  if (!found) throw notFound();
  return {
    id: found.publicId,
    submissionKey: found.submissionKey,
    customer: found.customer
      ? { id: found.customer.publicId, externalId: found.customer.externalId, name: found.customer.name }
      : null,
    touchpoint: found.touchpoint,
    channel: found.channel,
    productGroup: found.productGroup,
    occasion: occasions.nameOf(found.occasion),
    technique: techniques.nameOf(found.technique),
    answeredAt: found.answeredAt,
    day: found.day.toISOString().slice(0, 10),
    comment: found.comment,
    language: found.language,
    anonymous: found.anonymous,
    createdAt: found.createdAt,
    updatedAt: found.updatedAt,
    tags: found.tags.map(({ tag }) => tag.name),
    changes: await listChanges(scope, found.id),
    answers: found.answers.map((answer) => ({
      metric: metrics.nameOf(answer.metric),
      scale: scales.nameOf(answer.scale),
      dimension: dimensions.nameOf(answer.dimension),
      touchpoint: answer.touchpoint,
      value: answer.score,
      reason: answer.reason === null ? null : reasons.nameOf(answer.reason),
    })),
  };
}

const mostChanges = 50;

export type FeedbackChange = {
  id: string;
  at: Date;
  by: string | null;
} & (
  | { kind: "touchpoint"; before: string | null; after: string | null }
  | { kind: "tagged" | "untagged"; tag: string }
);

/** What was put right afterwards, the latest first. */
async function listChanges(scope: Scope, feedbackId: number): Promise<FeedbackChange[]> {
  const rows = await scope.db.$queryRaw<ChangeRow[]>(Prisma.sql`
    select c."id"::text as id, c."at", c."kind", c."after"->>'tag' as tag,
      case when c."actorKind" = 'user' then c."actorId" end as "userId",
      row_to_json(b) as before, row_to_json(a) as after
    from feedback_change c
    left join lateral (select t."name", t."translations" from touchpoint t where t."workspaceId" = c."workspaceId"
      and t."id" = (c."before"->>'touchpointId')::int) b on true
    left join lateral (select t."name", t."translations" from touchpoint t where t."workspaceId" = c."workspaceId"
      and t."id" = (c."after"->>'touchpointId')::int) a on true
    where c."workspaceId" = ${scope.workspaceId} and c."feedbackId" = ${feedbackId}
    order by c."id" desc limit ${mostChanges}`);
  const people = await peopleById([...new Set(rows.flatMap(({ userId }) => userId ?? []))]);
  const named = (row: Named | null) => row && localName(row, scope.locale);
  return rows.map(({ id, at, kind, tag, userId, before, after }) => ({
    id,
    at,
    by: userId === null ? null : (people.get(userId)?.name ?? null),
    ...(kind === "touchpoint"
      ? { kind, before: named(before), after: named(after) }
      : { kind, tag: tag ?? "" }),
  }));
}

type Named = { name: string; translations: unknown };
type ChangeRow = {
  id: string;
  at: Date;
  kind: FeedbackChange["kind"];
  tag: string | null;
  userId: number | null;
  before: Named | null;
  after: Named | null;
};

export type FeedbackDetail = Awaited<ReturnType<typeof getFeedback>>;
