import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { addJob } from "@/lib/queue/add-job";
import { todayIn } from "../queries/compile-segments";
import { readSegments } from "../queries/read-names";
import { segmentMemberships } from "../queries/segment-condition";

export const recordMembershipsJob = "record-memberships";

/** After a rule was changed: who came and went by it is written down soon. */
export const recordSoon = (scope: Scope): Promise<void> =>
  addJob(scope, recordMembershipsJob, {}, recordMembershipsJob);

/**
 * Writes down who has entered and who has left each segment since it was last looked at, in one pass for each.
 * Somebody who comes back on the day they left never left. A segment that cannot be told now is left as it was.
 */
export async function recordMemberships(scope: Scope): Promise<void> {
  const { workspaceId } = scope;
  const today = await dayOfRecording(scope);
  for (const { id, key, rule, retired } of await readSegments(scope)) {
    if (!rule || retired) continue;
    const rows = await membershipsOf(scope, key);
    if (!rows) continue;
    const mine = Prisma.sql`m."workspaceId" = ${workspaceId} and m."segmentId" = ${id}`;
    const isIn = Prisma.sql`exists (select 1 from member_now n where n.customer = m."customerId")`;
    await scope.db.$executeRaw(Prisma.sql`
      with member_now as materialized (select membership.customer from ${rows} membership),
      gone as (
        update segment_membership m set "leftOn" = ${today}::date
        where ${mine} and m."leftOn" is null and not ${isIn}),
      back as (
        update segment_membership m set "leftOn" = null
        where ${mine} and m."leftOn" = ${today}::date and ${isIn})
      insert into segment_membership ("workspaceId", "segmentId", "customerId", "enteredOn")
      select ${workspaceId}, ${id}, n.customer, ${today}::date from member_now n
      where not exists (
        select 1 from segment_membership m
        where ${mine} and m."customerId" = n.customer and (m."leftOn" is null or m."leftOn" = ${today}::date))`);
    await scope.db.$executeRaw(Prisma.sql`
      update segment set "membersSince" = coalesce("membersSince", ${today}::date), "membersRecordedOn" = ${today}::date
      where "workspaceId" = ${workspaceId} and "id" = ${id}`);
  }
}

/** Today, or a later day that was recorded already: in another time zone it may have been tomorrow. */
async function dayOfRecording(scope: Scope): Promise<string> {
  const { _max } = await scope.db.segment.aggregate({
    where: { workspaceId: scope.workspaceId },
    _max: { membersRecordedOn: true },
  });
  const recorded = _max.membersRecordedOn?.toISOString().slice(0, 10) ?? "";
  const today = todayIn(scope);
  return recorded > today ? recorded : today;
}

async function membershipsOf(scope: Scope, key: string): Promise<Prisma.Sql | null> {
  try {
    return (await segmentMemberships(scope, [key])).rows;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
