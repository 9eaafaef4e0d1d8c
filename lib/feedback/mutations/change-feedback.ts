import { isDeepStrictEqual } from "node:util";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { holdCustomers } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { type AppError, notFound } from "@/lib/errors/app-error";
import { Lookup, refuse, saidOr } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { readFeedback } from "../queries/read-feedback";
import { occasions } from "../rules/codes";
import type { ChangeFeedbackInput, FeedbackOut } from "../schema";

type RecordState = {
  customerId: number | null;
  touchpointId: number | null;
  channelId: number | null;
  productGroupId: number | null;
  occasion: number;
  comment: string | null;
  language: string | null;
  anonymous: boolean;
};

/** Where an answer lies; `ownChannelId` is the channel of its touchpoint today. */
type AnswerPlace = {
  position: number;
  touchpointId: number | null;
  channelId: number | null;
  ownChannelId: number | null;
};

type Known = {
  customerId: number | null | undefined;
  touchpoint: { id: number; channelId: number | null } | null | undefined;
  channelId: number | null | undefined;
  productGroupId: number | null | undefined;
};

/**
 * Puts a record right: where it belongs and what was written, not what was answered. The answers carry copies of what
 * filters need, and those follow. @throws AppError `notFound`, `invalid`
 */
export async function changeFeedback(
  scope: Scope,
  { id, ...said }: ChangeFeedbackInput,
): Promise<FeedbackOut> {
  const known = await findNamed(scope, said);
  const found = await readRecord(scope, id);
  const { state: before } = found;
  if (before.anonymous && said.anonymous === false) throw refuse({ anonymous: "staysAnonymous" });
  const after = changedRecord(before, found.channelOfTouchpoint, said, known);
  if (after.anonymous && known.customerId) throw refuse({ customer: "anonymousCustomer" });
  if (found.answers.length === 0 && after.comment === null) throw refuse({ comment: "nothingSaid" });
  const answers = found.answers.map((answer) => movedAnswer(answer, before, after, said, known));
  if (!isDeepStrictEqual(before, after) || !isDeepStrictEqual(found.answers, answers)) {
    await write(scope, found.feedbackId, after, answers);
  }
  return readFeedback(scope, { id });
}

/** @throws AppError `notFound` */
export async function deleteFeedback(scope: Scope, { id }: { id: string }): Promise<void> {
  const { count } = await scope.db.feedback.deleteMany({
    where: { workspaceId: scope.workspaceId, publicId: id },
  });
  if (count === 0) throw notFound();
}

async function findNamed(scope: Scope, said: Omit<ChangeFeedbackInput, "id">): Promise<Known> {
  const lookup = new Lookup();
  const customers = await holdCustomers(scope, [said.customer]);
  const touchpoints = await resolveTouchpoints(scope, [said.touchpoint]);
  const channels = await resolveKeys(scope, "channel", [said.channel]);
  const groups = await resolveKeys(scope, "product_group", [said.productGroup]);
  const customer = lookup.find(customers, said.customer, "customer", "unknownCustomer");
  const known = {
    customerId: customer === undefined ? undefined : (customer?.id ?? null),
    touchpoint: lookup.find(touchpoints, said.touchpoint, "touchpoint", "unknownTouchpoint"),
    channelId: lookup.find(channels, said.channel, "channel", "unknownChannel"),
    productGroupId: lookup.find(groups, said.productGroup, "productGroup", "unknownProductGroup"),
  };
  const refusal: AppError | null = lookup.refusal();
  if (refusal) throw refusal;
  return known;
}

async function readRecord({ db, workspaceId }: Scope, id: string) {
  const [row] = await db.$queryRaw<
    { feedbackId: number; state: RecordState; channelOfTouchpoint: number | null }[]
  >(Prisma.sql`
    select t."id" as "feedbackId", tp."channelId" as "channelOfTouchpoint", json_build_object(
      'customerId', t."customerId", 'touchpointId', t."touchpointId", 'channelId', t."channelId",
      'productGroupId', t."productGroupId", 'occasion', t."occasion", 'comment', t."comment",
      'language', t."language", 'anonymous', t."anonymous") as state
    from feedback t left join touchpoint tp on tp."workspaceId" = t."workspaceId" and tp."id" = t."touchpointId"
    where t."workspaceId" = ${workspaceId} and t."publicId" = ${id}::uuid
    for no key update of t`);
  if (!row) throw notFound();
  const answers = await db.$queryRaw<AnswerPlace[]>(Prisma.sql`
    select a."position"::int, a."touchpointId", a."channelId", tp."channelId" as "ownChannelId"
    from answer a left join touchpoint tp on tp."workspaceId" = a."workspaceId" and tp."id" = a."touchpointId"
    where a."workspaceId" = ${workspaceId} and a."feedbackId" = ${row.feedbackId} order by a."position"`);
  return { ...row, answers };
}

/** A channel that came with the touchpoint goes with it; one that the record has for itself stays. */
function changedRecord(
  before: RecordState,
  channelOfTouchpoint: number | null,
  said: Omit<ChangeFeedbackInput, "id">,
  { customerId, touchpoint, channelId, productGroupId }: Known,
): RecordState {
  const anonymous = said.anonymous ?? before.anonymous;
  const standsAt = touchpoint === undefined ? channelOfTouchpoint : (touchpoint?.channelId ?? null);
  const isInherited = before.channelId === channelOfTouchpoint;
  return {
    customerId: said.anonymous ? null : saidOr(customerId, before.customerId),
    touchpointId: touchpoint === undefined ? before.touchpointId : (touchpoint?.id ?? null),
    channelId: channelId ?? (channelId === null || isInherited ? standsAt : before.channelId),
    productGroupId: saidOr(productGroupId, before.productGroupId),
    occasion: said.occasion ? occasions.codeOf(said.occasion) : before.occasion,
    comment: orNull(saidOr(said.comment, before.comment)),
    language: saidOr(said.language, before.language),
    anonymous,
  };
}

/** Answers that spoke of the record's touchpoint move with it. */
function movedAnswer(
  answer: AnswerPlace,
  before: RecordState,
  after: RecordState,
  { channel }: Pick<ChangeFeedbackInput, "channel">,
  { touchpoint }: Known,
): AnswerPlace {
  const follows = touchpoint !== undefined && answer.touchpointId === before.touchpointId;
  const touchpointId = follows ? after.touchpointId : answer.touchpointId;
  const ownChannelId = follows ? (touchpoint?.channelId ?? null) : answer.ownChannelId;
  const hadOwn = answer.channelId === answer.ownChannelId;
  const channelId = channel
    ? after.channelId
    : channel === null || (follows && hadOwn)
      ? ownChannelId
      : answer.channelId;
  return { ...answer, touchpointId, ownChannelId, channelId };
}

async function write(
  { db, workspaceId }: Scope,
  feedbackId: number,
  after: RecordState,
  answers: readonly AnswerPlace[],
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update feedback set "customerId" = ${after.customerId}, "touchpointId" = ${after.touchpointId},
      "channelId" = ${after.channelId}, "productGroupId" = ${after.productGroupId}, "occasion" = ${after.occasion},
      "comment" = ${after.comment}, "language" = ${after.language}, "anonymous" = ${after.anonymous},
      "version" = "version" + 1, "updatedAt" = clock_timestamp()
    where "workspaceId" = ${workspaceId} and "id" = ${feedbackId}`);
  await db.$executeRaw(Prisma.sql`
    update answer a set "customerId" = ${after.customerId}, "productGroupId" = ${after.productGroupId},
      "occasion" = ${after.occasion}, "hasComment" = ${after.comment !== null},
      "touchpointId" = r."touchpointId", "channelId" = r."channelId"
    from json_to_recordset(${JSON.stringify(answers)}::json) as r("position" int, "touchpointId" int, "channelId" int)
    where a."workspaceId" = ${workspaceId} and a."feedbackId" = ${feedbackId} and a."position" = r."position"`);
}
