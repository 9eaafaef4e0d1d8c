import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { streamRows } from "@/lib/db/stream-rows";
import { AppError } from "@/lib/errors/app-error";
import { localName } from "@/lib/language/locale";
import type { Scale } from "@/lib/metrics/scales";
import { thinness } from "@/lib/metrics/thin-data";
import { type AskedMetric, metrics, scales, type Technique, techniques } from "../rules/codes";
import { foundMarks } from "../rules/search-words";
import { meantAnswers, type View } from "./meant-answers";
import { recordsMeant } from "./records-meant";
import type { Slice } from "./slice";

/** One answer with the record around it, or (without a metric) a record. */
export type FeedbackRow = {
  id: string;
  answeredAt: Date;
  customer: string | null;
  touchpoint: string | null;
  channel: string | null;
  technique: Technique;
  comment: string | null;
  /** With a search: the places in the comment where its words stand, marked (`piecesOf`). */
  found: string | null;
  tags: string[];
  scores: { metric: AskedMetric; scale: Scale; score: number }[];
};

export type FeedbackPage = {
  rows: FeedbackRow[];
  /** Equal to the n of the number that led here. */
  total: number;
  /** Anonymous rows of a slice so small that they would show somebody; they count in the total. */
  withheld: number;
  nextCursor: string | null;
};

export type AnswerFilter = {
  slice: Slice;
  view: View;
  scores?: number[] | undefined;
  cursor?: string | undefined;
  limit: number;
};

type Row = {
  id: string;
  feedbackId: number;
  answeredAt: Date;
  customerId: number | null;
  customer: string | null;
  externalId: string | null;
  touchpoint: string | null;
  touchpointTranslations: unknown;
  channel: string | null;
  channelTranslations: unknown;
  technique: number;
  comment: string | null;
  found: string | null;
  tags: string[];
  scores: { metric: number; scale: number; score: number; position: number }[];
  position: number;
};

type RecordFilter = Omit<AnswerFilter, "view" | "scores">;

/** The rows behind a number, the newest first. */
export async function listAnswers(scope: Scope, filter: AnswerFilter): Promise<FeedbackPage> {
  return pageOf(scope, await askForAnswers(scope, filter), filter.limit);
}

/** All records of a slice, with or without scores. */
export async function listRecords(scope: Scope, filter: RecordFilter): Promise<FeedbackPage> {
  return pageOf(scope, await askForRecords(scope, filter), filter.limit);
}

/** The same rows in the same order, all of them. */
export async function* streamAnswers(
  scope: Scope,
  filter: Omit<AnswerFilter, "limit">,
): AsyncGenerator<FeedbackRow> {
  const { rows } = await askForAnswers(scope, filter);
  for await (const row of streamRows<Row>(scope, rows)) yield feedbackRow(scope, row);
}

export async function* streamRecords(
  scope: Scope,
  filter: Omit<RecordFilter, "limit">,
): AsyncGenerator<FeedbackRow> {
  const { rows } = await askForRecords(scope, filter);
  for await (const row of streamRows<Row>(scope, rows)) yield feedbackRow(scope, row);
}

/** What is known of a list before its rows are read, and the statement that reads them. */
type Asked = { total: number; withheld: number; rows: Prisma.Sql };

async function askForAnswers(scope: Scope, filter: Omit<AnswerFilter, "limit">): Promise<Asked> {
  const { workspaceId } = scope;
  const meant = meantAnswers(workspaceId, filter.slice, filter.view);
  const byScore = filter.scores ? Prisma.sql`where "score" = any(${filter.scores}::int[])` : Prisma.empty;
  const [count] = await scope.db.$queryRaw<{ total: number; anonymous: number }[]>(Prisma.sql`
    select count(*)::int as total, (count(*) filter (where "customerId" is null))::int as anonymous
    from (${meant}) m ${byScore}`);
  const { total = 0, anonymous = 0 } = count ?? {};
  const isThin = thinness(total) === "suppressed";
  const after = filter.cursor ? readCursor(filter.cursor) : null;
  const conditions = [
    filter.scores ? Prisma.sql`m."score" = any(${filter.scores}::int[])` : null,
    isThin ? Prisma.sql`m."customerId" is not null` : null,
    after
      ? Prisma.sql`(f."answeredAt", f."id", m."position") < (${after.at}::timestamptz, ${after.id}, ${after.position})`
      : null,
  ].filter((one) => one !== null);
  const rows = Prisma.sql`
    select f."publicId"::text as id, f."id" as "feedbackId", f."answeredAt", f."customerId", c."name" as customer,
      c."externalId", t."name" as touchpoint, t."translations" as "touchpointTranslations",
      ch."name" as channel, ch."translations" as "channelTranslations", f."technique"::int, f."comment", ${shownBeside(workspaceId, filter.slice)}, m."position"::int,
      json_build_array(json_build_object('metric', m."metric", 'scale', m."scale", 'score', m."score")) as scores
    from (${meant}) m
    join feedback f on f."workspaceId" = ${workspaceId} and f."id" = m."feedbackId"
    join answer a on a."workspaceId" = ${workspaceId} and a."feedbackId" = m."feedbackId" and a."position" = m."position"
    left join customer c on c."workspaceId" = ${workspaceId} and c."id" = f."customerId"
    left join touchpoint t on t."workspaceId" = ${workspaceId} and t."id" = a."touchpointId"
    left join channel ch on ch."workspaceId" = ${workspaceId} and ch."id" = a."channelId"
    ${conditions.length > 0 ? Prisma.sql`where ${Prisma.join(conditions, " and ")}` : Prisma.empty}
    order by f."answeredAt" desc, f."id" desc, m."position" desc`;
  return { total, withheld: isThin ? anonymous : 0, rows };
}

async function askForRecords(scope: Scope, filter: Omit<RecordFilter, "limit">): Promise<Asked> {
  const { workspaceId } = scope;
  const meant = recordsMeant(workspaceId, filter.slice);
  const [count] = await scope.db.$queryRaw<{ total: number; anonymous: number }[]>(Prisma.sql`
    select count(*)::int as total, (count(*) filter (where f."customerId" is null))::int as anonymous
    from feedback f where ${meant}`);
  const { total = 0, anonymous = 0 } = count ?? {};
  const isThin = thinness(total) === "suppressed";
  const where = isThin ? Prisma.sql`${meant} and f."customerId" is not null` : meant;
  const after = filter.cursor ? readCursor(filter.cursor) : null;
  const rows = Prisma.sql`
    select f."publicId"::text as id, f."id" as "feedbackId", f."answeredAt", f."customerId", c."name" as customer,
      c."externalId", t."name" as touchpoint, t."translations" as "touchpointTranslations",
      ch."name" as channel, ch."translations" as "channelTranslations", f."technique"::int, f."comment", ${shownBeside(workspaceId, filter.slice)}, 0 as position,
      coalesce((select json_agg(json_build_object('metric', a."metric", 'scale', a."scale", 'score', a."score") order by a."position")
        from answer a where a."workspaceId" = f."workspaceId" and a."feedbackId" = f."id" and a."score" is not null
          and a."dimension" = 1), '[]'::json) as scores
    from feedback f
    left join customer c on c."workspaceId" = ${workspaceId} and c."id" = f."customerId"
    left join touchpoint t on t."workspaceId" = ${workspaceId} and t."id" = f."touchpointId"
    left join channel ch on ch."workspaceId" = ${workspaceId} and ch."id" = f."channelId"
    where ${where} ${after ? Prisma.sql`and (f."answeredAt", f."id") < (${after.at}::timestamptz, ${after.id})` : Prisma.empty}
    order by f."answeredAt" desc, f."id" desc`;
  return { total, withheld: isThin ? anonymous : 0, rows };
}

async function pageOf(scope: Scope, { total, withheld, rows }: Asked, limit: number): Promise<FeedbackPage> {
  const found = await scope.db.$queryRaw<Row[]>(Prisma.sql`${rows} limit ${limit + 1}`);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    total,
    withheld,
    nextCursor: found.length > limit && last ? writeCursor(last) : null,
    rows: shown.map((row) => feedbackRow(scope, row)),
  };
}

function feedbackRow(scope: Scope, row: Row): FeedbackRow {
  const inLanguage = (name: string | null, translations: unknown) =>
    name === null ? null : localName({ name, translations }, scope.locale);
  return {
    id: row.id,
    answeredAt: row.answeredAt,
    customer: row.customerId === null ? null : (row.customer ?? row.externalId ?? "–"),
    touchpoint: inLanguage(row.touchpoint, row.touchpointTranslations),
    channel: inLanguage(row.channel, row.channelTranslations),
    technique: techniques.nameOf(row.technique),
    comment: row.comment,
    found: row.found,
    tags: row.tags,
    scores: row.scores.map(({ metric, scale, score }) => ({
      metric: metrics.nameOf(metric) as AskedMetric,
      scale: scales.nameOf(scale),
      score,
    })),
  };
}

const shortComment = 240;

/** Tags, and the words that were looked for as they stand in the comment, in its own language. */
function shownBeside(workspaceId: number, { records }: Slice): Prisma.Sql {
  const ends = `StartSel=${foundMarks.start},StopSel=${foundMarks.stop}`;
  const places = `MaxFragments=2,MaxWords=28,MinWords=12,FragmentDelimiter=" … "`;
  // A short comment is shown whole, of a long one the places.
  const options = Prisma.sql`case when length(f."comment") <= ${shortComment} then ${`HighlightAll=true,${ends}`} else ${`${ends},${places}`} end`;
  // PostgreSQL leaves out what looks like a tag, so its brackets are put aside meanwhile.
  const { start, stop, open, close } = foundMarks;
  const found = records?.words
    ? Prisma.sql`translate(ts_headline(
        case when f."language" like 'en%' then 'pg_catalog.english' else 'pg_catalog.german' end::regconfig,
        translate(f."comment", ${`<>${start}${stop}${open}${close}`}, ${open + close}),
        lotse_feedback_query(${records.words}::text[]), ${options}), ${open + close}, '<>')`
    : Prisma.sql`null::text`;
  return Prisma.sql`${found} as found, array(select tag."name"::text from feedback_tag ft
    join tag on tag."workspaceId" = ft."workspaceId" and tag."id" = ft."tagId"
    where ft."workspaceId" = ${workspaceId} and ft."feedbackId" = f."id" order by tag."name") as tags`;
}

const writeCursor = (row: Row): string =>
  Buffer.from(JSON.stringify([row.answeredAt.toISOString(), row.feedbackId, row.position])).toString(
    "base64url",
  );

function readCursor(cursor: string): { at: string; id: number; position: number } {
  try {
    const [at, id, position] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (
      typeof at === "string" &&
      !Number.isNaN(Date.parse(at)) &&
      Number.isInteger(id) &&
      Number.isInteger(position)
    ) {
      return { at, id, position };
    }
  } catch {
    // falls through to the refusal below
  }
  throw new AppError("malformed", "badCursor");
}
