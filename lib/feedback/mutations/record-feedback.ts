import { uuidv7 } from "uuidv7";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { holdCustomers } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { learnSize } from "@/lib/db/learn-sizes";
import type { Saved } from "@/lib/db/save-rows";
import { saveItems } from "@/lib/doors/post-items";
import { AppError } from "@/lib/errors/app-error";
import type { RowOutcome } from "@/lib/fields/items";
import { Lookup } from "@/lib/fields/refusals";
import { parseMoment } from "@/lib/period/local-day";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { holdClock, instantSaid } from "@/lib/workspaces/queries/hold-clock";
import { dimensions, metrics, occasions, reasons, scales, techniques } from "../rules/codes";
import { contentHash } from "../rules/content-hash";
import { type RecordFeedbackInput, recordFeedbackInput } from "../schema";

/** A record with every name resolved, as it goes into the two tables. */
type FeedbackRow = {
  n: number;
  submissionKey: string;
  contentHash: string;
  customerId: number | null;
  touchpointId: number | null;
  channelId: number | null;
  productGroupId: number | null;
  occasion: number;
  technique: number;
  anonymous: boolean;
  answeredAt: string;
  day: string;
  dayOnly: boolean;
  comment: string | null;
  language: string | null;
  notedByUserId: number | null;
  answers: {
    touchpointId: number | null;
    channelId: number | null;
    metric: number;
    scale: number;
    dimension: number;
    score: number | null;
    reason: number | null;
  }[];
};

/**
 * Writes feedback records, the valid ones together, each once: the same submission key again is a duplicate, with
 * other content a conflict. Outcomes come in the order of the items.
 */
export const recordFeedbackItems = (scope: Scope, items: readonly unknown[]): Promise<RowOutcome[]> =>
  saveItems(scope, { item: recordFeedbackInput, save: saveFeedback }, items);

/** Records that are well formed; of two with the same submission key in one call the first counts. */
export async function saveFeedback(scope: Scope, records: readonly RecordFeedbackInput[]): Promise<Saved[]> {
  const judged = await judgeRecords(scope, records);
  const rows = judged.flatMap((one) => (one instanceof AppError ? [] : [one]));
  const stored = await store(scope, rows);
  const seen = new Set<string>();
  return judged.map((one): Saved => {
    if (one instanceof AppError) return one;
    const found = stored.get(one.submissionKey);
    if (!found) throw new Error("A feedback record was neither stored nor found.");
    if (found.contentHash !== one.contentHash) return new AppError("conflict", "submissionConflict");
    const first = found.created && !seen.has(one.submissionKey);
    seen.add(one.submissionKey);
    return { status: first ? "created" : "duplicate", id: found.publicId };
  });
}

/** Resolves the names of all records, with one query for each kind of name that they use. */
async function judgeRecords(
  scope: Scope,
  records: readonly RecordFeedbackInput[],
): Promise<(FeedbackRow | AppError)[]> {
  const clock = await holdClock(scope);
  const touchpoints = await resolveTouchpoints(
    scope,
    records.flatMap(({ touchpoint, answers }) => [touchpoint, ...answers.map((answer) => answer.touchpoint)]),
  );
  const channels = await resolveKeys(
    scope,
    "channel",
    records.map(({ channel }) => channel),
  );
  const groups = await resolveKeys(
    scope,
    "product_group",
    records.map(({ productGroup }) => productGroup),
  );
  const customers = await holdCustomers(
    scope,
    records.map(({ customer }) => customer),
  );
  return records.map((record, n) => {
    const lookup = new Lookup();
    const look = <T>(
      map: Map<string, T>,
      name: string | null | undefined,
      field: string,
      reason: string,
    ): T | null => lookup.find(map, name, field, reason) ?? null;
    const moment = parseMoment(record.answeredAt, clock.timeZone);
    if (!moment) lookup.refuse("answeredAt", "notAMoment");
    const touchpoint = look(touchpoints, record.touchpoint, "touchpoint", "unknownTouchpoint");
    const channelId = look(channels, record.channel, "channel", "unknownChannel");
    const customerId = look(customers, record.customer, "customer", "unknownCustomer")?.id ?? null;
    const productGroupId = look(groups, record.productGroup, "productGroup", "unknownProductGroup");
    const answers = record.answers.map((answer, position) => {
      const own =
        look(touchpoints, answer.touchpoint, `answers.${position}.touchpoint`, "unknownTouchpoint") ??
        touchpoint;
      return {
        touchpointId: own?.id ?? null,
        channelId: channelId ?? own?.channelId ?? null,
        metric: metrics.codeOf(answer.metric),
        scale: scales.codeOf(answer.scale),
        dimension: dimensions.codeOf(answer.dimension),
        score: answer.value,
        reason: answer.reason ? reasons.codeOf(answer.reason) : null,
      };
    });
    const refusal = lookup.refusal();
    if (refusal) return refusal;
    if (!moment) throw new Error("A record without a moment.");
    return {
      n,
      submissionKey: record.submissionKey ?? uuidv7(),
      contentHash: contentHash(record, instantSaid(moment, clock).toISOString()),
      customerId,
      touchpointId: touchpoint?.id ?? null,
      channelId: channelId ?? touchpoint?.channelId ?? null,
      productGroupId,
      occasion: occasions.codeOf(record.occasion),
      technique: techniques.codeOf(record.technique),
      anonymous: record.anonymous,
      answeredAt: moment.at.toISOString(),
      day: moment.day,
      dayOnly: moment.dayOnly,
      comment: record.comment || null,
      language: record.language ?? null,
      notedByUserId: scope.actor.kind === "user" && record.technique === "agent" ? scope.actor.id : null,
      answers,
    };
  });
}

type Stored = { publicId: string; contentHash: string; created: boolean };

/**
 * Three statements for any number of records. Rows are inserted in the order of their keys, so two batches that share
 * keys wait for each other instead of deadlocking; a key that another transaction just took is read after its commit.
 */
async function store(scope: Scope, rows: FeedbackRow[]): Promise<Map<string, Stored>> {
  if (rows.length === 0) return new Map();
  const firstOfKey = new Map<string, FeedbackRow>();
  for (const row of rows) if (!firstOfKey.has(row.submissionKey)) firstOfKey.set(row.submissionKey, row);
  const payload = JSON.stringify([...firstOfKey.values()]);
  const inserted = await scope.db.$queryRaw<{ id: number; submissionKey: string }[]>(Prisma.sql`
    insert into feedback ("workspaceId", "submissionKey", "contentHash", "customerId", "touchpointId", "channelId",
      "productGroupId", "occasion", "technique", "anonymous", "answeredAt", "day", "dayOnly", "comment", "language",
      "notedByUserId")
    select ${scope.workspaceId}, r."submissionKey", decode(r."contentHash", 'hex'), r."customerId", r."touchpointId",
      r."channelId", r."productGroupId", r."occasion", r."technique", r."anonymous", r."answeredAt", r."day",
      r."dayOnly", r."comment", r."language", r."notedByUserId"
    from json_to_recordset(${payload}::json) as r("submissionKey" text, "contentHash" text, "customerId" int,
      "touchpointId" int, "channelId" int, "productGroupId" int, "occasion" int, "technique" int, "anonymous" boolean,
      "answeredAt" timestamptz, "day" date, "dayOnly" boolean, "comment" text, "language" text, "notedByUserId" int)
    order by r."submissionKey"
    on conflict ("workspaceId", "submissionKey") do nothing
    returning "id", "submissionKey"`);
  const idOfKey = new Map(inserted.map(({ id, submissionKey }) => [submissionKey, id]));
  await learnSize(scope, "feedback", inserted.length);
  await storeAnswers(
    scope,
    [...firstOfKey.values()].flatMap((row) => {
      const feedbackId = idOfKey.get(row.submissionKey);
      return feedbackId === undefined ? [] : [{ ...row, feedbackId }];
    }),
  );
  await learnSize(scope, "answer", inserted.length);
  const found = await scope.db.$queryRaw<
    { submissionKey: string; publicId: string; contentHash: string }[]
  >(Prisma.sql`
    select "submissionKey", "publicId"::text as "publicId", encode("contentHash", 'hex') as "contentHash"
    from feedback
    where "workspaceId" = ${scope.workspaceId} and "submissionKey" = any(${[...firstOfKey.keys()]}::text[])`);
  return new Map(
    found.map(({ submissionKey, ...one }) => [
      submissionKey,
      { ...one, created: idOfKey.has(submissionKey) },
    ]),
  );
}

async function storeAnswers(scope: Scope, rows: (FeedbackRow & { feedbackId: number })[]): Promise<void> {
  const answers = rows.flatMap((row) =>
    row.answers.map((answer, position) => ({
      ...answer,
      feedbackId: row.feedbackId,
      position,
      day: row.day,
      customerId: row.customerId,
      productGroupId: row.productGroupId,
      occasion: row.occasion,
      technique: row.technique,
      hasComment: row.comment !== null,
    })),
  );
  if (answers.length === 0) return;
  await scope.db.$executeRaw(Prisma.sql`
    insert into answer ("workspaceId", "feedbackId", "position", "day", "customerId", "touchpointId", "channelId",
      "productGroupId", "metric", "scale", "dimension", "occasion", "technique", "score", "reason", "hasComment")
    select ${scope.workspaceId}, r.* from json_to_recordset(${JSON.stringify(answers)}::json) as r("feedbackId" int,
      "position" int, "day" date, "customerId" int, "touchpointId" int, "channelId" int, "productGroupId" int,
      "metric" int, "scale" int, "dimension" int, "occasion" int, "technique" int, "score" int, "reason" int,
      "hasComment" boolean)`);
}
