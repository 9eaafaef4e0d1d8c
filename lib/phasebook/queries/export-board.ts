import { recordedExport } from "@/lib/audit/queries/recorded-export";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { streamRows } from "@/lib/db/stream-rows";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { localDay } from "@/lib/period/local-day";
import { segmentCondition } from "@/lib/segments/queries/segment-condition";
import { inOrder } from "../rules/phases";
import type { BoardInput } from "../schema/pages";

type Placed = {
  phaseId: number;
  since: string;
  externalId: string | null;
  name: string | null;
  company: string | null;
  email: string | null;
};
type Row = Placed & { phase: string; main: string };

/** The board as a file: every customer in a phase, phase by phase, the latest arrivals first. */
export const boardExport = recordedExport<BoardInput, Row>({
  name: "board",
  columns: [
    { key: "mainPhase", value: ({ main }) => main },
    { key: "phase", value: ({ phase }) => phase },
    { key: "since", value: ({ since }) => since },
    { key: "name", value: ({ name }) => name },
    { key: "externalId", value: ({ externalId }) => externalId },
    { key: "company", value: ({ company }) => company },
    { key: "email", value: ({ email }) => email },
  ],
  rows: streamBoard,
});

async function* streamBoard(scope: Scope, { segment }: BoardInput): AsyncGenerator<Row> {
  const today = localDay(new Date(), scope.timeZone);
  const { phases } = await readPlaces(scope);
  const condition = segment ? await segmentCondition(scope, segment) : null;
  const byId = new Map(phases.map((phase) => [phase.id, phase]));
  const order = inOrder(phases).map(({ id }) => id);
  const placed = Prisma.sql`
    with latest as (
      select distinct on (m."customerId") m."customerId", m."phaseId", m."day", m."at", m."id" from phase_move m
      where m."workspaceId" = ${scope.workspaceId} and m."day" <= ${today}::date
        ${condition ? Prisma.sql`and ${condition(Prisma.sql`m."customerId"`)}` : Prisma.empty}
      order by m."customerId", m."at" desc, m."id" desc)
    select l."phaseId", l."day"::text as since, t."externalId", t."name", t."email", c."name" as company
    from latest l
    join customer t on t."workspaceId" = ${scope.workspaceId} and t."id" = l."customerId" and t."erasedAt" is null
    left join customer c on c."workspaceId" = t."workspaceId" and c."id" = t."companyId"
    order by array_position(${order}::int[], l."phaseId"), l."at" desc, l."id" desc`;
  for await (const row of streamRows<Placed>(scope, placed)) {
    const phase = byId.get(row.phaseId);
    const main = byId.get(phase?.parentId ?? row.phaseId);
    yield { ...row, phase: phase?.name ?? "", main: main?.name ?? "" };
  }
}
