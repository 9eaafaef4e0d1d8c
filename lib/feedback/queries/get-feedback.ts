import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors/app-error";
import { dimensions, metrics, occasions, reasons, scales, techniques } from "../rules/codes";

const related = {
  customer: { select: { publicId: true, externalId: true, name: true } },
  touchpoint: { select: { key: true, name: true, translations: true } },
  channel: { select: { key: true, name: true, translations: true } },
  productGroup: { select: { key: true, name: true, translations: true } },
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

export type FeedbackDetail = Awaited<ReturnType<typeof getFeedback>>;
