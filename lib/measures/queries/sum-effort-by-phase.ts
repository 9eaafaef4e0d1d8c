import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";

/** What the measures of a phase cost; of a phase with sub-phases, those of its sub-phases too. */
export type PhaseEffort = {
  phaseId: number;
  key: string;
  parentId: number | null;
  measures: number;
  /** In minor units of the workspace's currency. */
  budgetMinor: number;
  personDays: number;
};

/**
 * The effort of every phase: the sum of its measures and never typed. Measures that were taken out of the list do not
 * count; stopped ones do, for their money was spent.
 */
export async function sumEffortByPhase({ db, workspaceId }: Scope): Promise<PhaseEffort[]> {
  return db.$queryRaw<PhaseEffort[]>(Prisma.sql`
    with one as (
      select m."phaseId", coalesce(m."budgetMinor", 0) as budget, coalesce((
        select sum(e."personDays") from measure_effort e
        where e."workspaceId" = m."workspaceId" and e."measureId" = m."id"), 0) as days
      from measure m where m."workspaceId" = ${workspaceId} and m."retiredAt" is null)
    select p."id" as "phaseId", p."key", p."parentId", count(one.*)::int as "measures",
      coalesce(sum(one.budget), 0)::float8 as "budgetMinor", coalesce(sum(one.days), 0)::float8 as "personDays"
    from phase p
    left join phase part on part."workspaceId" = p."workspaceId" and (part."id" = p."id" or part."parentId" = p."id")
    left join one on one."phaseId" = part."id"
    where p."workspaceId" = ${workspaceId}
    group by p."id", p."key", p."parentId", p."position" order by p."position", p."id"`);
}
