import { z } from "zod";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { streamRows } from "@/lib/db/stream-rows";
import { AppError } from "@/lib/errors/app-error";
import type { LocalDay } from "@/lib/period/local-day";

export const customerSorts = ["name", "joined", "added"] as const;
export type CustomerSort = (typeof customerSorts)[number];

export type CustomerRow = {
  id: string;
  kind: "person" | "company";
  name: string | null;
  company: string | null;
  email: string | null;
  phone: string | null;
  externalId: string | null;
  country: string | null;
  joinedOn: LocalDay | null;
  attributes: Record<string, string | number | boolean>;
  phase: { name: string; translations: unknown; since: LocalDay } | null;
  plans: string[];
  /** Minor units a month of the contracts in force today. */
  monthlyRevenue: number | null;
  lastContactOn: LocalDay | null;
  lastOrderOn: LocalDay | null;
};

export type CustomerRowsRequest = {
  /** On the customer `t`. */
  conditions: readonly Prisma.Sql[];
  sort: CustomerSort;
  today: LocalDay;
  cursor: string | undefined;
  limit: number;
};

export type CustomerRows = { rows: CustomerRow[]; nextCursor: string | null };

/** What the list is ordered by; those without it come last, by their inner number. */
const orders = {
  name: { key: Prisma.sql`t."name" collate "und-x-icu"`, type: Prisma.sql`text`, isDown: false },
  joined: { key: Prisma.sql`t."joinedOn"`, type: Prisma.sql`date`, isDown: true },
  added: { key: Prisma.sql`t."id"`, type: Prisma.sql`int`, isDown: true },
} as const;

type Place = { key: string | null; id: number };

/**
 * One page of customers with what a list shows of each. The page is found first, by an index, and only its customers are
 * looked up elsewhere: a million of them cost no more than a hundred.
 */
export async function listCustomerRows(scope: Scope, request: CustomerRowsRequest): Promise<CustomerRows> {
  const { sort, limit, cursor } = request;
  const start = cursor ? readPlace(cursor) : null;
  const rows = await scope.db.$queryRaw<(CustomerRow & { inner: number; key: string | null })[]>(Prisma.sql`
    with page as (${pageOf(scope, request, start)})
    select t."id" as "inner", ${orders[sort].key}::text as "key", ${shown}
    from page join customer t on t."workspaceId" = ${scope.workspaceId} and t."id" = page."id"
    ${factsOf(scope, request.today)}
    order by page.place`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ inner: _, key: __, ...row }) => row),
    nextCursor: rows.length > limit && last ? writePlace({ key: last.key, id: last.inner }) : null,
  };
}

/** All of them in the same order, as a stream. */
export function streamCustomerRows(
  scope: Scope,
  { conditions, sort, today }: Pick<CustomerRowsRequest, "conditions" | "sort" | "today">,
): AsyncGenerator<CustomerRow> {
  const { key, isDown } = orders[sort];
  const way = isDown ? Prisma.sql`desc` : Prisma.sql`asc`;
  return streamRows<CustomerRow>(
    scope,
    Prisma.sql`
    select ${shown} from customer t ${factsOf(scope, today)}
    where ${customersWanted(scope, conditions)} order by ${key} ${way} nulls last, t."id" ${way}`,
  );
}

/** How many customers the conditions mean. */
export async function countCustomers(scope: Scope, conditions: readonly Prisma.Sql[]): Promise<number> {
  const [found] = await scope.db.$queryRaw<{ n: number }[]>(
    Prisma.sql`select count(*)::int as n from customer t where ${customersWanted(scope, conditions)}`,
  );
  return found?.n ?? 0;
}

const shown = Prisma.sql`t."publicId"::text as "id", t."kind", t."name", c."name" as "company", t."email", t."phone",
  t."externalId", t."country", t."joinedOn"::text as "joinedOn", t."attributes", phase.now as "phase",
  coalesce(held.plans, '{}') as "plans", held.revenue::float8 as "monthlyRevenue",
  spoken."day"::text as "lastContactOn", bought."day"::text as "lastOrderOn"`;

/** The customers `t` of a workspace that are still there and meet all conditions. */
export const customersWanted = (scope: Scope, conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  Prisma.join(
    [Prisma.sql`t."workspaceId" = ${scope.workspaceId}`, Prisma.sql`t."erasedAt" is null`, ...conditions],
    " and ",
  );

/** First those with a value in its order, then those without: each half is a stretch of one index. */
function pageOf(
  scope: Scope,
  { conditions, sort, limit }: CustomerRowsRequest,
  start: Place | null,
): Prisma.Sql {
  const { key, type, isDown } = orders[sort];
  const [way, than] = isDown ? [Prisma.sql`desc`, Prisma.sql`<`] : [Prisma.sql`asc`, Prisma.sql`>`];
  const where = customersWanted(scope, conditions);
  const after =
    start === null
      ? Prisma.empty
      : start.key === null
        ? Prisma.sql`and false`
        : Prisma.sql`and (${key}, t."id") ${than} (${start.key}::${type}, ${start.id}::int)`;
  const afterWithout = start?.key === null ? Prisma.sql`and t."id" ${than} ${start.id}::int` : Prisma.empty;
  return Prisma.sql`
    select "id", row_number() over () as place from (
      (select t."id" from customer t where ${where} and ${key} is not null ${after}
        order by ${key} ${way}, t."id" ${way} limit ${limit + 1})
      union all
      (select t."id" from customer t where ${where} and ${key} is null ${afterWithout}
        order by t."id" ${way} limit ${limit + 1})) found
    limit ${limit + 1}`;
}

/** Of these customers only: company, phase, contracts in force, last contact, last order. */
const factsOf = ({ workspaceId }: Scope, today: LocalDay): Prisma.Sql => Prisma.sql`
  left join customer c on c."workspaceId" = ${workspaceId} and c."id" = t."companyId" and c."erasedAt" is null
  left join lateral (
    select json_build_object('name', p."name", 'translations', p."translations", 'since', m."day") as now
    from phase_move m join phase p on p."workspaceId" = ${workspaceId} and p."id" = m."phaseId"
    where m."workspaceId" = ${workspaceId} and m."customerId" = t."id" and m."day" <= ${today}::date
    order by m."at" desc, m."id" desc limit 1) phase on true
  left join lateral (
    select array_agg(distinct k."plan"::text) as plans, sum(k."monthlyRevenueMinor") as revenue
    from contract k
    where k."workspaceId" = ${workspaceId} and k."customerId" = t."id" and k."startedOn" <= ${today}::date
      and (case when k."withdrawnOn" >= k."cancelledOn" then null else coalesce(k."endsOn", k."cancelledOn") end
        >= ${today}::date) is not false) held on true
  left join lateral (
    select max(n."day") as "day" from contact n
    where n."workspaceId" = ${workspaceId} and n."customerId" = t."id" and n."day" <= ${today}::date) spoken on true
  left join lateral (
    select max(o."day") as "day" from "order" o
    where o."workspaceId" = ${workspaceId} and o."customerId" = t."id" and o."status" = 'completed'
      and o."day" <= ${today}::date) bought on true`;

const place = z.tuple([z.string().nullable(), z.int()]);

const writePlace = ({ key, id }: Place): string =>
  Buffer.from(JSON.stringify([key, id])).toString("base64url");

function readPlace(cursor: string): Place {
  try {
    const [key, id] = place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return { key, id };
  } catch {
    throw new AppError("invalid", undefined, { fields: { after: "badCursor" } });
  }
}
