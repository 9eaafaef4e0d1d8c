import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { Period } from "@/lib/period/period";

/**
 * Records of feedback by the phase of their touchpoint, as the list of feedback counts them: one that speaks of
 * touchpoints in two phases stands in both. @returns inner ids of phases with their counts
 */
export async function countByPhase(
  { db, workspaceId }: Scope,
  period: Period | null,
): Promise<Map<number, number>> {
  const within = (alias: Prisma.Sql) =>
    period
      ? Prisma.sql`and ${alias}."day" >= ${period.from}::date and ${alias}."day" < ${period.to}::date`
      : Prisma.empty;
  const phaseOf = (touchpointId: Prisma.Sql) => Prisma.sql`
    join touchpoint t on t."workspaceId" = ${workspaceId} and t."id" = ${touchpointId} and t."phaseId" is not null`;
  const rows = await db.$queryRaw<{ phase: number; n: number }[]>(Prisma.sql`
    select phase, count(*)::int as n
    from (
      select t."phaseId" as phase, f."id" as record from feedback f ${phaseOf(Prisma.sql`f."touchpointId"`)}
      where f."workspaceId" = ${workspaceId} and f."touchpointId" is not null ${within(Prisma.sql`f`)}
      union
      select t."phaseId", a."feedbackId" from answer a ${phaseOf(Prisma.sql`a."touchpointId"`)}
      where a."workspaceId" = ${workspaceId} and a."touchpointId" is not null ${within(Prisma.sql`a`)}) records
    group by phase`);
  return new Map(rows.map(({ phase, n }) => [phase, n]));
}
