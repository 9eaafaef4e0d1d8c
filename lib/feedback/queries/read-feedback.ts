import type { Scope } from "@/lib/auth/scope";
import { customerId, customerIdOf, withCustomer } from "@/lib/customers/queries";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject } from "@/lib/db/json-text";
import { listPage, type Shown, showRow, showRows } from "@/lib/db/list-page";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import { thinness } from "@/lib/metrics/thin-data";
import {
  type AskedMetric,
  dimensions,
  metrics,
  occasions,
  reasons,
  scales,
  techniques,
} from "../rules/codes";
import type { FeedbackOut, ListFeedbackInput } from "../schema";

const answers = `coalesce((
  select json_agg(json_build_object('metric', a."metric", 'scale', a."scale", 'dimension', a."dimension",
    'touchpoint', own."key", 'value', a."score", 'reason', a."reason") order by a."position")
  from answer a
  left join touchpoint own on own."workspaceId" = a."workspaceId" and own."id" = a."touchpointId"
  where a."workspaceId" = t."workspaceId" and a."feedbackId" = t."id"), '[]'::json)`;

const joined = { touchpoint: "touchpoint", channel: "channel", productGroup: "product_group" } as const;

const shown: Shown = {
  table: "feedback",
  json: jsonObject({
    id: `t."publicId"`,
    submissionKey: `t."submissionKey"`,
    customer: customerId,
    ...Object.fromEntries(Object.keys(joined).map((name) => [name, `"${name}"."key"`])),
    occasion: `t."occasion"`,
    technique: `t."technique"`,
    answeredAt: instantText(`t."answeredAt"`),
    answers,
    comment: `t."comment"`,
    language: `t."language"`,
    anonymous: `t."anonymous"`,
    createdAt: instantText(`t."createdAt"`),
    updatedAt: instantText(`t."updatedAt"`),
  }),
  joins: Prisma.sql`${withCustomer} ${Prisma.raw(
    Object.entries(joined)
      .map(
        ([name, table]) =>
          `left join ${table} "${name}" on "${name}"."workspaceId" = t."workspaceId" and "${name}"."id" = t."${name}Id"`,
      )
      .join(" "),
  )}`,
};

/** A record as it is stored: small numbers for what is asked again and again. */
type Stored = Omit<FeedbackOut, "occasion" | "technique" | "answers"> & {
  occasion: number;
  technique: number;
  answers: {
    metric: number;
    scale: number;
    dimension: number;
    touchpoint: string | null;
    value: number | null;
    reason: number | null;
  }[];
};

const inNames = (stored: Stored): FeedbackOut => ({
  ...stored,
  occasion: occasions.nameOf(stored.occasion),
  technique: techniques.nameOf(stored.technique),
  answers: stored.answers.map((answer) => ({
    ...answer,
    metric: metrics.nameOf(answer.metric) as AskedMetric,
    scale: scales.nameOf(answer.scale),
    dimension: dimensions.nameOf(answer.dimension),
    reason: answer.reason === null ? null : reasons.nameOf(answer.reason),
  })),
});

/** A record as the REST API writes it: keys and names, no codes. @throws AppError `notFound` */
export async function readFeedback(scope: Scope, { id }: { id: string }): Promise<FeedbackOut> {
  const found = await showRow<Stored>(scope, shown, Prisma.sql`t."publicId" = ${id}::uuid`);
  if (!found) throw notFound();
  return inNames(found);
}

/** The same for several, by id; those that are not there are left out. */
export async function readFeedbacks(scope: Scope, ids: readonly string[]): Promise<Map<string, FeedbackOut>> {
  if (ids.length === 0) return new Map();
  const found = await showRows<Stored>(scope, shown, Prisma.sql`t."publicId" = any(${[...ids]}::uuid[])`);
  return new Map(found.map((stored) => [stored.id, inNames(stored)]));
}

/**
 * Records in the order of their changes. A slice of so few records that an anonymous one would show somebody leaves
 * those out; what names its record (a submission key) is known to the one who asks.
 */
export async function listFeedback(
  scope: Scope,
  { limit, cursor, updatedSince, ...filter }: ListFeedbackInput,
): Promise<Page<FeedbackOut>> {
  const conditions = await conditionsOf(scope, filter);
  const isThin = filter.submissionKey === undefined && (await isThinSlice(scope, conditions));
  const page = await listPage<Stored>(scope, { limit, cursor, updatedSince }, shown, [
    ...conditions,
    isThin ? Prisma.sql`not t."anonymous"` : null,
  ]);
  return { ...page, data: page.data.map(inNames) };
}

async function conditionsOf(
  scope: Scope,
  filter: Omit<ListFeedbackInput, "limit" | "cursor" | "updatedSince">,
): Promise<Prisma.Sql[]> {
  const { submissionKey, touchpoint, channel, productGroup, occasion, technique, hasComment, from, to } =
    filter;
  const owner = filter.customer === undefined ? null : await customerIdOf(scope, filter.customer);
  return [
    submissionKey === undefined ? null : Prisma.sql`t."submissionKey" = ${submissionKey}`,
    owner === null ? null : Prisma.sql`t."customerId" = ${owner}`,
    touchpoint === undefined
      ? null
      : Prisma.sql`("touchpoint"."key" = ${touchpoint} or exists (
          select 1 from answer a join touchpoint own on own."workspaceId" = a."workspaceId" and own."id" = a."touchpointId"
          where a."workspaceId" = t."workspaceId" and a."feedbackId" = t."id" and own."key" = ${touchpoint}))`,
    channel === undefined ? null : Prisma.sql`"channel"."key" = ${channel}`,
    productGroup === undefined ? null : Prisma.sql`"productGroup"."key" = ${productGroup}`,
    occasion === undefined ? null : Prisma.sql`t."occasion" = ${occasions.codeOf(occasion)}`,
    technique === undefined ? null : Prisma.sql`t."technique" = ${techniques.codeOf(technique)}`,
    hasComment === undefined ? null : Prisma.sql`(t."comment" is not null) = ${hasComment === "true"}`,
    from === undefined ? null : Prisma.sql`t."day" >= ${from}::date`,
    to === undefined ? null : Prisma.sql`t."day" < ${to}::date`,
  ].filter((one) => one !== null);
}

/** Counted no further than needed. */
const enough = 5;

async function isThinSlice({ db, workspaceId }: Scope, conditions: Prisma.Sql[]): Promise<boolean> {
  const where = Prisma.join([Prisma.sql`t."workspaceId" = ${workspaceId}`, ...conditions], " and ");
  const [found] = await db.$queryRaw<{ n: number }[]>(Prisma.sql`
    select count(*)::int as n from (select 1 from feedback t ${shown.joins} where ${where} limit ${enough}) seen`);
  return thinness(found?.n ?? 0) === "suppressed";
}
