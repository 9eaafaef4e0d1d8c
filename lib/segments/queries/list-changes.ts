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

/** Who entered and left a segment, month by month. Whoever was in it on the first recorded day did not enter on it. */
export async function listChanges(scope: Scope, segmentId: number): Promise<Changes> {
  const [state] = await scope.db.$queryRaw<
    { since: LocalDay | null; recordedOn: LocalDay | null }[]
  >(Prisma.sql`
    select "membersSince"::text as since, "membersRecordedOn"::text as "recordedOn" from segment
    where "workspaceId" = ${scope.workspaceId} and "id" = ${segmentId}`);
  const { since = null, recordedOn = null } = state ?? {};
  if (since === null || recordedOn === null) return { since, recordedOn, months: [] };
  const months = await scope.db.$queryRaw<ChangeMonth[]>(Prisma.sql`
    with month as (
      select start::date as start, (start + interval '1 month')::date as next
      from generate_series(
        greatest(date_trunc('month', ${since}::date::timestamp),
          date_trunc('month', ${recordedOn}::date::timestamp) - ${mostMonths - 1} * interval '1 month'),
        date_trunc('month', ${recordedOn}::date::timestamp), interval '1 month') start)
    select month.start::text as month,
      (count(*) filter (where "enteredOn" >= start and "enteredOn" < next and "enteredOn" > ${since}::date))::int as entered,
      (count(*) filter (where "leftOn" >= start and "leftOn" < next))::int as left,
      (count(*) filter (where "enteredOn" < next and ("leftOn" is null or "leftOn" >= next)))::int as members
    from month left join segment_membership m
      on m."workspaceId" = ${scope.workspaceId} and m."segmentId" = ${segmentId}
    group by month.start, month.next order by month.start`);
  return { since, recordedOn, months };
}
