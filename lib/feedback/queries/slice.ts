import { Prisma } from "@/lib/db/generated/client";
import type { Period } from "@/lib/period/period";
import {
  type AskedMetric,
  type Dimension,
  dimensions,
  metrics,
  type Occasion,
  occasions,
  type Technique,
  techniques,
} from "../rules/codes";

/**
 * Which answers are meant. Every reader of scores takes one of these, so page, API, export and comparison speak of the
 * same rows. Ids are inner ids of this workspace; an empty list means "nothing", undefined means "all", and the id 0
 * stands for what belongs to none of them.
 */
export type Slice = {
  period: Period | null;
  metrics?: AskedMetric[];
  dimension?: Dimension;
  occasion?: Occasion;
  techniques?: Technique[];
  touchpointIds?: number[];
  channelIds?: number[];
  productGroupIds?: number[];
  hasComment?: boolean;
  /** A condition on the customer's inner id, compiled by the room that asks (segments): `<column> in (...)`. */
  customerCondition?: ((column: Prisma.Sql) => Prisma.Sql) & { ids?: Prisma.Sql };
  /** What is known of the record and not of its answers. */
  records?: RecordFilter;
};

/** Words of the comment (all of them), its language, tags (any of them), who noted it, whether it names nobody. */
export type RecordFilter = {
  words?: string[];
  language?: string;
  tagIds?: number[];
  notedByUserId?: number;
  anonymous?: boolean;
};

/** The slice as a condition on the table `answer` under the alias `a`. */
export function answerCondition(workspaceId: number, slice: Slice): Prisma.Sql {
  const parts = [
    Prisma.sql`a."workspaceId" = ${workspaceId}`,
    Prisma.sql`a."dimension" = ${dimensions.codeOf(slice.dimension ?? "experience")}`,
  ];
  const any = (column: Prisma.Sql, codes: number[]) => Prisma.sql`${column} = any(${codes}::int[])`;
  if (slice.metrics) parts.push(any(Prisma.sql`a."metric"`, slice.metrics.map(metrics.codeOf)));
  if (slice.period)
    parts.push(Prisma.sql`a."day" >= ${slice.period.from}::date and a."day" < ${slice.period.to}::date`);
  if (slice.occasion) parts.push(Prisma.sql`a."occasion" = ${occasions.codeOf(slice.occasion)}`);
  // What staff noted about a customer stays out of headline scores unless it is asked for.
  if (slice.techniques) parts.push(any(Prisma.sql`a."technique"`, slice.techniques.map(techniques.codeOf)));
  else parts.push(Prisma.sql`a."technique" <> ${techniques.codeOf("agent")}`);
  if (slice.touchpointIds) parts.push(oneOf(Prisma.sql`a."touchpointId"`, slice.touchpointIds));
  if (slice.channelIds) parts.push(oneOf(Prisma.sql`a."channelId"`, slice.channelIds));
  if (slice.productGroupIds) parts.push(oneOf(Prisma.sql`a."productGroupId"`, slice.productGroupIds));
  if (slice.hasComment !== undefined) parts.push(Prisma.sql`a."hasComment" = ${slice.hasComment}`);
  if (slice.customerCondition) parts.push(slice.customerCondition(Prisma.sql`a."customerId"`));
  if (slice.records) {
    parts.push(Prisma.sql`a."feedbackId" in (
      select f."id" from feedback f
      where f."workspaceId" = ${workspaceId} and ${recordCondition(workspaceId, slice.records)})`);
  }
  return Prisma.join(parts, " and ");
}

/** Whether a column holds one of these ids; 0 stands for null. */
export function oneOf(column: Prisma.Sql, ids: readonly number[]): Prisma.Sql {
  const named = Prisma.sql`${column} = any(${ids.filter((id) => id !== 0)}::int[])`;
  return ids.includes(0) ? Prisma.sql`(${named} or ${column} is null)` : named;
}

/** The filter on records as a condition on the table `feedback` under the alias `f`. */
export function recordCondition(workspaceId: number, filter: RecordFilter): Prisma.Sql {
  const { words, language, tagIds, notedByUserId, anonymous } = filter;
  const parts = [Prisma.sql`true`];
  if (words) parts.push(Prisma.sql`f."id" in (select "id" from lotse_find_feedback(${words}::text[]))`);
  if (language)
    parts.push(Prisma.sql`(f."language" = ${language} or starts_with(f."language", ${`${language}-`}))`);
  if (tagIds) {
    parts.push(Prisma.sql`f."id" in (select "feedbackId" from feedback_tag
      where "workspaceId" = ${workspaceId} and "tagId" = any(${tagIds}::int[]))`);
  }
  if (notedByUserId !== undefined) parts.push(Prisma.sql`f."notedByUserId" = ${notedByUserId}`);
  if (anonymous !== undefined) parts.push(Prisma.sql`f."anonymous" = ${anonymous}`);
  return Prisma.join(parts, " and ");
}
