import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localDay, startOfDay } from "@/lib/period/local-day";

/** How many notes the acting person has made since midnight in the workspace. */
export async function countNotedToday({ db, workspaceId, actor, timeZone }: Scope): Promise<number> {
  const midnight = startOfDay(localDay(new Date(), timeZone), timeZone);
  const [found] = await db.$queryRaw<{ n: number }[]>(Prisma.sql`
    select count(*)::int as n from feedback
    where "workspaceId" = ${workspaceId} and "notedByUserId" = ${actor.id}
      and "answeredAt" >= ${midnight.toISOString()}::timestamptz`);
  return found?.n ?? 0;
}

/** Looked at no further back: an agent's day repeats itself. */
const lastNotes = 200;

/** Keys of the touchpoints that the acting person noted something at, the latest first. */
export async function listRecentTouchpoints({ db, workspaceId, actor }: Scope): Promise<string[]> {
  const rows = await db.$queryRaw<{ key: string }[]>(Prisma.sql`
    select t."key"
    from (
      select "touchpointId", max("answeredAt") as latest from (
        select "touchpointId", "answeredAt" from feedback
        where "workspaceId" = ${workspaceId} and "notedByUserId" = ${actor.id}
        order by "answeredAt" desc limit ${lastNotes}) mine
      group by 1) recent
    join touchpoint t on t."workspaceId" = ${workspaceId} and t."id" = recent."touchpointId"
    where t."retiredAt" is null
    order by recent.latest desc limit 8`);
  return rows.map(({ key }) => key);
}
