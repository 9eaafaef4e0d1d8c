import { uuidv7 } from "uuidv7";
import type { Scope } from "@/lib/auth/scope";
import { resolveCustomers } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { fieldErrors, localeOf } from "@/lib/doors/open-door";
import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import { inputErrorMap, sentenceOf } from "@/lib/language/translator";
import { parseMoment } from "@/lib/period/local-day";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import { dimensions, metrics, occasions, reasons, scales, techniques } from "../rules/codes";
import { contentHash } from "../rules/content-hash";
import { type RecordFeedbackInput, type RowOutcome, recordFeedbackInput } from "../schema";

type Refusal = { code: "invalid" | "conflict"; reason?: string; fields?: FieldErrors };
type Judged = { row: FeedbackRow } | { refusal: Refusal };

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
export async function recordFeedbackItems(scope: Scope, items: unknown[]): Promise<RowOutcome[]> {
  const judged = await judge(scope, items);
  const rows = judged.flatMap((one) => ("row" in one ? [one.row] : []));
  const stored = await store(scope, rows);
  const seen = new Set<string>();
  return judged.map((one): RowOutcome => {
    if ("refusal" in one) return rejected(scope, one.refusal);
    const found = stored.get(one.row.submissionKey);
    if (!found) throw new Error("A feedback record was neither stored nor found.");
    if (found.contentHash !== one.row.contentHash)
      return rejected(scope, { code: "conflict", reason: "submissionConflict" });
    const first = found.created && !seen.has(one.row.submissionKey);
    seen.add(one.row.submissionKey);
    return { status: first ? "created" : "duplicate", id: found.publicId };
  });
}

/** One record for a form or a single POST. @throws AppError `invalid` or `conflict` */
export async function recordFeedback(
  scope: Scope,
  input: RecordFeedbackInput,
): Promise<{ status: "created" | "duplicate"; id: string }> {
  const [one] = await judgeRecords(scope, [input]);
  if (!one) throw new Error("No record to judge.");
  if ("refusal" in one)
    throw new AppError(one.refusal.code, one.refusal.reason, { fields: one.refusal.fields });
  const found = (await store(scope, [one.row])).get(one.row.submissionKey);
  if (!found) throw new Error("A feedback record was neither stored nor found.");
  if (found.contentHash !== one.row.contentHash) throw new AppError("conflict", "submissionConflict");
  return { status: found.created ? "created" : "duplicate", id: found.publicId };
}

function rejected(scope: Scope, refusal: Refusal): RowOutcome {
  const error = new AppError(refusal.code, refusal.reason, { fields: refusal.fields });
  return { status: "rejected", error: { code: refusal.code, ...sentenceOf(error, localeOf(scope)) } };
}

async function judge(scope: Scope, items: unknown[]): Promise<Judged[]> {
  const error = inputErrorMap(localeOf(scope)) as never;
  const parsed = items.map((item) => recordFeedbackInput.safeParse(item, { error }));
  const judged = await judgeRecords(
    scope,
    parsed.flatMap((one) => (one.success ? [one.data] : [])),
  );
  let next = 0;
  return parsed.map((one): Judged => {
    if (!one.success) return { refusal: { code: "invalid", fields: fieldErrors(one.error) } };
    const result = judged[next++];
    if (!result) throw new Error("Fewer verdicts than records.");
    return result;
  });
}

/** Resolves the names of all records with one query per catalogue. */
async function judgeRecords(scope: Scope, records: RecordFeedbackInput[]): Promise<Judged[]> {
  const touchpoints = new Map((await listTouchpointChoices(scope)).map((one) => [one.key, one]));
  const channels = new Map((await listCatalogue(scope, "channel")).map((one) => [one.key, one.id]));
  const groups = records.some((record) => record.productGroup)
    ? new Map((await listCatalogue(scope, "productGroup")).map((one) => [one.key, one.id]))
    : new Map<string, number>();
  const customers = await resolveCustomers(
    scope,
    records.flatMap((record) => (record.customer ? [record.customer] : [])),
  );
  return records.map((record, n): Judged => {
    const fields: FieldErrors = {};
    const look = <T>(
      map: Map<string, T>,
      name: string | null | undefined,
      field: string,
      reason: string,
    ): T | null => {
      if (!name) return null;
      const found = map.get(name);
      if (found === undefined) fields[field] = reason;
      return found ?? null;
    };
    const moment = parseMoment(record.answeredAt, scope.timeZone);
    if (!moment) fields.answeredAt = "notAMoment";
    const touchpoint = look(touchpoints, record.touchpoint, "touchpoint", "unknownTouchpoint");
    const channelId = look(channels, record.channel, "channel", "unknownChannel");
    const customerId = look(customers, record.customer, "customer", "unknownCustomer");
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
    if (Object.keys(fields).length > 0 || !moment) return { refusal: { code: "invalid", fields } };
    return {
      row: {
        n,
        submissionKey: record.submissionKey ?? uuidv7(),
        contentHash: contentHash(record, moment.at).toString("hex"),
        customerId,
        touchpointId: touchpoint?.id ?? null,
        channelId: channelId ?? touchpoint?.channelId ?? null,
        productGroupId,
        occasion: occasions.codeOf(record.occasion),
        technique: techniques.codeOf(record.technique),
        anonymous: record.anonymous,
        answeredAt: moment.at.toISOString(),
        day: moment.day,
        comment: record.comment || null,
        language: record.language ?? null,
        notedByUserId: scope.actor.kind === "user" && record.technique === "agent" ? scope.actor.id : null,
        answers,
      },
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
      "productGroupId", "occasion", "technique", "anonymous", "answeredAt", "day", "comment", "language", "notedByUserId")
    select ${scope.workspaceId}, r."submissionKey", decode(r."contentHash", 'hex'), r."customerId", r."touchpointId",
      r."channelId", r."productGroupId", r."occasion", r."technique", r."anonymous", r."answeredAt", r."day",
      r."comment", r."language", r."notedByUserId"
    from json_to_recordset(${payload}::json) as r("submissionKey" text, "contentHash" text, "customerId" int,
      "touchpointId" int, "channelId" int, "productGroupId" int, "occasion" int, "technique" int, "anonymous" boolean,
      "answeredAt" timestamptz, "day" date, "comment" text, "language" text, "notedByUserId" int)
    order by r."submissionKey"
    on conflict ("workspaceId", "submissionKey") do nothing
    returning "id", "submissionKey"`);
  const idOfKey = new Map(inserted.map(({ id, submissionKey }) => [submissionKey, id]));
  await storeAnswers(
    scope,
    [...firstOfKey.values()].flatMap((row) => {
      const feedbackId = idOfKey.get(row.submissionKey);
      return feedbackId === undefined ? [] : [{ ...row, feedbackId }];
    }),
  );
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
