import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { localDay } from "@/lib/period/local-day";

/** Customers (inner id) whose latest move until today led into the phase, a row for each. Whoever was erased is nobody to be moved. */
export const customersNowIn = ({ workspaceId, timeZone }: Scope, phaseId: number): Prisma.Sql => {
  const today = localDay(new Date(), timeZone);
  return Prisma.sql`
    select c."id" as customer from phase_move m
    join customer c on c."workspaceId" = m."workspaceId" and c."id" = m."customerId" and c."erasedAt" is null
    where m."workspaceId" = ${workspaceId} and m."phaseId" = ${phaseId} and m."day" <= ${today}::date
      and not exists (
        select 1 from phase_move l
        where l."workspaceId" = m."workspaceId" and l."customerId" = m."customerId" and l."day" <= ${today}::date
          and (l."at", l."id") > (m."at", m."id"))`;
};

/**
 * Whoever and whatever stands in a phase, and the rule that brings customers into it, would go on in a phase that nobody
 * can choose. One that is retired already is left as it is.
 * @throws AppError `conflict` with what to do first
 */
export async function refuseWhileInUse(scope: Scope, key: string): Promise<void> {
  const { db, workspaceId } = scope;
  const phase = await db.phase.findFirst({
    where: { workspaceId, key, retiredAt: null },
    select: { id: true, entrySegmentId: true },
  });
  if (!phase) return;
  const touchpoints = await db.touchpoint.count({
    where: { workspaceId, retiredAt: null, phaseId: phase.id },
  });
  if (touchpoints > 0)
    throw new AppError("conflict", "phaseHasTouchpoints", { values: { count: touchpoints } });
  if (phase.entrySegmentId) throw new AppError("conflict", "phaseHasRule");
  const [customers] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`select count(*)::int as n from (${customersNowIn(scope, phase.id)}) c`,
  );
  if (customers?.n) throw new AppError("conflict", "phaseHasCustomers", { values: { count: customers.n } });
}
