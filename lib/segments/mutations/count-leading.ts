import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { todayIn } from "../queries/compile-segments";
import { countedLeading, pageOf, perPage } from "../queries/counted-leading";
import { readVocabulary } from "../queries/read-names";

/**
 * Writes down in which of the leading segments each customer is: of those who were changed since, or of everybody where
 * the rules or the day are no longer those of the last count. Nobody has to wait for it: until then those who are not
 * counted are asked. Where the rules look at more than a customer's own row nothing is written down.
 * @returns whether it counted
 */
export async function countLeading(scope: Scope): Promise<boolean> {
  const { db, workspaceId } = scope;
  const [lock] = await db.$queryRaw<{ mine: boolean }[]>(
    Prisma.sql`select pg_try_advisory_xact_lock(hashtext('leading segments'), ${workspaceId}) as mine`,
  );
  if (!lock?.mine) return false;
  const today = todayIn(scope);
  const { _max } = await db.segment.aggregate({ where: { workspaceId }, _max: { updatedAt: true } });
  const leading = countedLeading(scope, await readVocabulary(scope), today);
  const last = await db.leadingCount.findUnique({ where: { workspaceId } });
  const count = {
    rules: leading?.rules ?? "",
    segmentsAt: _max.updatedAt,
    countedOn: new Date(today),
  };
  await db.leadingCount.upsert({
    where: { workspaceId },
    create: { workspaceId, ...count },
    update: count,
  });
  if (!leading) {
    await db.customerMark.deleteMany({ where: { workspaceId } });
    await db.leadingPage.deleteMany({ where: { workspaceId } });
    return false;
  }
  const isAll = last?.rules !== leading.rules;
  const onChanged = isAll
    ? Prisma.empty
    : Prisma.sql`and c."id" in (
        select page * ${perPage}::int + place from changed cross join generate_series(0, ${perPage - 1}::int) place)`;
  const ofChanged = isAll ? Prisma.empty : Prisma.sql`and p."page" in (select page from changed)`;
  // The marks go in the statement that reads the customers: both see the same moment, so who is changed later keeps theirs.
  await db.$executeRaw(Prisma.sql`
    with taken as (
      delete from customer_mark where "workspaceId" = ${workspaceId} returning "customerId"),
    changed as materialized (select distinct ${pageOf(Prisma.sql`"customerId"`)} as page from taken),
    told as materialized (
      select c."id" as customer, ${pageOf(Prisma.sql`c."id"`)} as page, ${leading.bits} as marks
      from ${leading.from} ${onChanged}),
    filled as materialized (select distinct page from told where marks <> 0),
    emptied as (
      delete from leading_page p where p."workspaceId" = ${workspaceId} ${ofChanged}
        and p."page" not in (select page from filled))
    insert into leading_page ("workspaceId", "page", "marks")
    select ${workspaceId}, filled.page, array_agg(coalesce(told.marks, 0) order by place)
    from filled cross join generate_series(0, ${perPage - 1}::int) place
    left join told on told.customer = filled.page * ${perPage}::int + place
    group by filled.page
    on conflict ("workspaceId", "page") do update set "marks" = excluded."marks"
    where leading_page."marks" <> excluded."marks"`);
  return true;
}
