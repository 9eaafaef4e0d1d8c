import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { phoneDigits } from "../rules";
import { phonesMeant } from "../rules/phones-meant";
import type { SearchCustomersInput } from "../schema";

/** A customer as they are offered to be picked: who it is, and what tells two of the same name apart. */
export type FoundCustomer = {
  id: string;
  kind: "person" | "company";
  name: string | null;
  company: string | null;
  email: string | null;
  phone: string | null;
  externalId: string | null;
};

/** So many are ranked at most: beyond that, another letter helps more than order. */
const mostRanked = 500;

/**
 * Customers by what somebody remembers of them: beginnings of words of the name (umlauts and accents in any spelling),
 * the beginning of an e-mail address or external id, a telephone number in whatever form, also without its beginning.
 * Exact numbers and addresses come first, then the name as it was typed.
 */
export function searchCustomers(scope: Scope, { q, limit }: SearchCustomersInput): Promise<FoundCustomer[]> {
  return scope.db.$queryRaw<FoundCustomer[]>(Prisma.sql`
    with hit as (
      select t."id", true as exact from customer t
      where t."workspaceId" = ${scope.workspaceId} and (t."externalId" = ${q} or t."email" = ${q.toLowerCase()}
        or t."phoneDigits" = ${phoneDigits(q) ?? ""})
      union all
      select "id", false from ${customersMeant(q, mostRanked)}),
    ranked as (
      select t."id", t."publicId", t."kind", t."name", t."companyId", t."email", t."phone", t."externalId",
        min(case when hit.exact then 0 when folded.name = asked.name then 1
          when starts_with(folded.name, asked.name) or starts_with(folded.email, asked.name) then 2 else 3 end) as rank
      from hit join customer t on t."workspaceId" = ${scope.workspaceId} and t."id" = hit."id"
      cross join lateral (select lotse_fold(t."name") as name, lotse_fold(t."email") as email) folded
      cross join (select lotse_fold(${q}) as name) asked
      where t."erasedAt" is null group by t."workspaceId", t."id"
      order by rank, t."name" collate "und-x-icu", t."id" limit ${limit})
    select r."publicId"::text as "id", r."kind", r."name", c."name" as "company", r."email", r."phone", r."externalId"
    from ranked r
    left join customer c on c."workspaceId" = ${scope.workspaceId} and c."id" = r."companyId" and c."erasedAt" is null
    order by r.rank, r."name" collate "und-x-icu", r."id"`);
}

/** A relation with the inner ids (`id`) of the customers that a search means; in a statement, after `from` or `in`. */
export const customersMeant = (q: string, most: number | null): Prisma.Sql =>
  Prisma.sql`lotse_find_customers(${q}, ${phonesMeant(q)}::text[], ${most}::int)`;
