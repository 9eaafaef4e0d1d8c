import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";
import { inOrder, leavesOf } from "../rules/phases";
import type { BoardInput } from "../schema/pages";

/** So many cards of each column; the others are a page further. */
export const cardsPerPage = 12;

export type BoardCard = {
  id: string;
  name: string | null;
  kind: "person" | "company";
  company: string | null;
  since: LocalDay;
};

export type BoardColumn = {
  key: string;
  name: string;
  main: string;
  isRetired: boolean;
  total: number;
  page: number;
  cards: BoardCard[];
};

export type BoardData = {
  today: LocalDay;
  columns: BoardColumn[];
  total: number;
  /** Customers who never entered a phase. */
  without: number;
  places: Places;
};

type Row = BoardCard & { phaseId: number; total: number };

/**
 * Who is in which phase: the phase of a customer's latest move until today, the latest arrivals first. Whoever was erased
 * stays in the figures and is on no card.
 */
export async function loadBoard(scope: Scope, input: BoardInput): Promise<BoardData> {
  const today = localDay(new Date(), scope.timeZone);
  const places = await readPlaces(scope);
  const { phases } = places;
  const condition = input.segment ? await segmentCondition(scope, input.segment) : null;
  const opened = phases.find(({ key }) => key === input.column)?.id ?? 0;
  const skipped = (input.page - 1) * cardsPerPage;
  const rows = await scope.db.$queryRaw<Row[]>(Prisma.sql`
    with latest as (
      select distinct on (m."customerId") m."customerId", m."phaseId", m."day", m."at", m."id" from phase_move m
      join customer c on c."workspaceId" = m."workspaceId" and c."id" = m."customerId" and c."erasedAt" is null
      where m."workspaceId" = ${scope.workspaceId} and m."day" <= ${today}::date
        ${condition ? Prisma.sql`and ${condition(Prisma.sql`m."customerId"`)}` : Prisma.empty}
      order by m."customerId", m."at" desc, m."id" desc),
    placed as (
      select *, count(*) over (partition by "phaseId")::int as total,
        row_number() over (partition by "phaseId" order by "at" desc, "id" desc) as place
      from latest)
    select p."phaseId", p.total, t."publicId"::text as id, t."name", t."kind", c."name" as company,
      p."day"::text as since
    from placed p
    join customer t on t."workspaceId" = ${scope.workspaceId} and t."id" = p."customerId"
    left join customer c on c."workspaceId" = t."workspaceId" and c."id" = t."companyId"
    where p.place > case when p."phaseId" = ${opened}::int then ${skipped}::int else 0 end
      and p.place <= case when p."phaseId" = ${opened}::int then ${skipped}::int else 0 end + ${cardsPerPage}::int
    order by p."phaseId", p.place`);
  const leaves = new Set(leavesOf(phases));
  const columns = inOrder(phases).flatMap((phase): BoardColumn[] => {
    const inside = rows.filter(({ phaseId }) => phaseId === phase.id);
    // A main phase or a retired one is a column only while somebody is in it.
    if (inside.length === 0 && (phase.retired || !leaves.has(phase))) return [];
    return [
      {
        key: phase.key,
        name: phase.name,
        main: phases.find(({ id }) => id === phase.parentId)?.name ?? phase.name,
        isRetired: phase.retired,
        total: inside[0]?.total ?? 0,
        page: phase.id === opened ? input.page : 1,
        cards: inside.map(({ phaseId: _, total: __, ...card }) => card),
      },
    ];
  });
  const total = columns.reduce((sum, column) => sum + column.total, 0);
  return {
    ...{ today, columns, total },
    without: (await countPresent(scope, condition)) - total,
    places,
  };
}

async function countPresent(
  { db, workspaceId }: Scope,
  condition: ((column: Prisma.Sql) => Prisma.Sql) | null,
): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>(Prisma.sql`
    select count(*)::int as n from customer t where t."workspaceId" = ${workspaceId} and t."erasedAt" is null
      ${condition ? Prisma.sql`and ${condition(Prisma.sql`t."id"`)}` : Prisma.empty}`);
  return row?.n ?? 0;
}
