import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";

export const startSteps = ["touchpoints", "responsible", "customers", "feedback", "people"] as const;
export type StartStep = (typeof startSteps)[number];

/** What of a beginning is done. */
export type Start = { done: Record<StartStep, boolean>; isEmpty: boolean };

/** Looks only whether there is any, so it costs the same in a full workspace. */
export async function findStart({ db, workspaceId }: Scope): Promise<Start> {
  const any = (table: string, where = "true") =>
    Prisma.raw(`exists (select 1 from "${table}" where "workspaceId" = ${workspaceId} and ${where})`);
  const [done] = await db.$queryRaw<Record<StartStep, boolean>[]>(Prisma.sql`
    select ${any("touchpoint", `"retiredAt" is null`)} as touchpoints,
      ${any("touchpoint", `"retiredAt" is null`)}
        and not ${any("touchpoint", `"retiredAt" is null and "departmentId" is null and "ownerUserId" is null`)} as responsible,
      ${any("customer")} as customers, ${any("feedback")} as feedback,
      (select count(*) > 1 from (
        select 1 from membership where "workspaceId" = ${workspaceId} and "deactivatedAt" is null limit 2) m)
        or ${any("invitation", `"acceptedAt" is null and "revokedAt" is null`)} as people`);
  if (!done) throw new Error("A question without an answer.");
  return { done, isEmpty: !done.touchpoints && !done.customers && !done.feedback };
}
