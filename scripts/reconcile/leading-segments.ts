import { Prisma } from "@/lib/db/generated/client";
import { localDay } from "@/lib/period/local-day";
import { changedSince, countedLeading, perPage } from "@/lib/segments/queries/counted-leading";
import { type VocabularyRow, vocabularyColumns, vocabularyOf } from "@/lib/segments/queries/read-names";
import type { Check, Session } from "./check";

/** What is written down of customers who were not changed since, and is not what their rows say by the same rules. */
async function findWrong(session: Session): Promise<{ workspaceId: number; ids: number[] }[]> {
  const { rows: workspaces } = await session.query<{ id: number; zone: string; rules: string }>(
    `SELECT w."id", w."timeZone" AS zone, l."rules" FROM workspace w
     JOIN leading_count l ON l."workspaceId" = w."id" ORDER BY 1`,
  );
  const found: { workspaceId: number; ids: number[] }[] = [];
  for (const { id: workspaceId, zone, rules } of workspaces) {
    const [row] = await ask<VocabularyRow>(session, Prisma.sql`select ${vocabularyColumns({ workspaceId })}`);
    const leading = row && countedLeading({ workspaceId }, vocabularyOf(row), localDay(new Date(), zone));
    // By other rules nobody reads it.
    if (leading?.rules !== rules) continue;
    const wrong = await ask<{ id: number }>(
      session,
      Prisma.sql`
        with asked as (select c."id", ${leading.bits} as marks from ${leading.from}),
        counted as (
          select p."page" * ${perPage}::int + place::int - 1 as "id", mark from leading_page p
          cross join lateral unnest(p."marks") with ordinality on_page(mark, place)
          where p."workspaceId" = ${workspaceId})
        select "id" from asked full join counted using ("id")
        where coalesce(asked.marks, 0) <> coalesce(counted.mark, 0) and "id" not in (${changedSince(workspaceId)})`,
    );
    if (wrong.length > 0) found.push({ workspaceId, ids: wrong.map(({ id }) => id) });
  }
  return found;
}

async function ask<Row extends object>(session: Session, { text, values }: Prisma.Sql): Promise<Row[]> {
  const { rows } = await session.query<Row>(text, [...values]);
  return rows;
}

/** Who is in which leading segment: where it is wrong the customer's own row is asked, until a worker has done so. */
export const leadingSegments: Check = {
  what: "customers whose leading segments are not those of their rules",
  find: async (session) =>
    (await findWrong(session)).map(({ workspaceId, ids }) => ({ workspaceId, count: ids.length })),
  async mend(session) {
    for (const { workspaceId, ids } of await findWrong(session))
      await session.query(
        `INSERT INTO customer_mark ("workspaceId", "customerId", "transaction")
         SELECT $1, unnest($2::int[]), pg_current_xact_id()::text::bigint`,
        [workspaceId, ids],
      );
  },
};
