import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { LocalDay } from "@/lib/period/local-day";

/** A month of a segment: who came, who went, and how many were in it at its end (or until now). */
export type ChangeMonth = { month: LocalDay; entered: number; left: number; members: number };
export type Changes = {
  /** The day from which it is known who came and went; null: not yet. */
  since: LocalDay | null;
  recordedOn: LocalDay | null;
  months: ChangeMonth[];
};

const mostMonths = 24;

/** Who of the memberships `m` of a segment came, went, or was there at the end: people, each once. */
const movements = {
  entered: (from: Prisma.Sql, to: Prisma.Sql, since: Prisma.Sql) =>
    Prisma.sql`m."enteredOn" >= ${from} and m."enteredOn" < ${to} and m."enteredOn" > ${since}`,
  left: (from: Prisma.Sql, to: Prisma.Sql) => Prisma.sql`m."leftOn" >= ${from} and m."leftOn" < ${to}`,
  members: (_: Prisma.Sql, to: Prisma.Sql) =>
    Prisma.sql`m."enteredOn" < ${to} and (m."leftOn" is null or m."leftOn" >= ${to})`,
};
export type Movement = keyof typeof movements;

/** The customers behind a number of `listChanges`: who moved so between two days, in any of these segments. */
export function customersMoved(
  { workspaceId }: Pick<Scope, "workspaceId">,
  movement: Movement,
  { segments, from, to }: { segments: readonly string[]; from: LocalDay; to: LocalDay },
): Prisma.Sql {
  const [first, end] = [Prisma.sql`${from}::date`, Prisma.sql`${to}::date`];
  return Prisma.sql`
    select m."customerId" from segment_membership m
    join segment s on s."workspaceId" = m."workspaceId" and s."id" = m."segmentId" and s."key" = any(${[...segments]}::text[])
    where m."workspaceId" = ${workspaceId} and ${movements[movement](first, end, Prisma.sql`s."membersSince"`)}`;
}

/** Who entered and left a segment, month by month. Whoever was in it on the first recorded day did not enter on it. */
export async function listChanges(scope: Scope, segmentId: number): Promise<Changes> {
  const [state] = await scope.db.$queryRaw<
    { since: LocalDay | null; recordedOn: LocalDay | null }[]
  >(Prisma.sql`
    select "membersSince"::text as since, "membersRecordedOn"::text as "recordedOn" from segment
    where "workspaceId" = ${scope.workspaceId} and "id" = ${segmentId}`);
  const { since = null, recordedOn = null } = state ?? {};
  if (since === null || recordedOn === null) return { since, recordedOn, months: [] };
  const counted = (movement: Movement) => Prisma.sql`(count(distinct m."customerId") filter (where
    ${movements[movement](Prisma.sql`start`, Prisma.sql`next`, Prisma.sql`${since}::date`)}))::int`;
  const months = await scope.db.$queryRaw<ChangeMonth[]>(Prisma.sql`
    with month as (
      select start::date as start, (start + interval '1 month')::date as next
      from generate_series(
        greatest(date_trunc('month', ${since}::date::timestamp),
          date_trunc('month', ${recordedOn}::date::timestamp) - ${mostMonths - 1} * interval '1 month'),
        date_trunc('month', ${recordedOn}::date::timestamp), interval '1 month') start)
    select month.start::text as month,
      ${counted("entered")} as entered, ${counted("left")} as left, ${counted("members")} as members
    from month left join segment_membership m
      on m."workspaceId" = ${scope.workspaceId} and m."segmentId" = ${segmentId}
    group by month.start, month.next order by month.start`);
  return { since, recordedOn, months };
}
