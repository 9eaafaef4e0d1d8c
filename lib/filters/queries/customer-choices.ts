import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import { localName } from "@/lib/language/locale";

/** Plans that some contract names, the commonest first; there are as many as a company sells. */
export const plansReading = ({ workspaceId }: Pick<Scope, "workspaceId">): Reading<string[]> => ({
  statements: [
    Prisma.sql`select "plan" from contract where "workspaceId" = ${workspaceId}
      group by "plan" order by count(*) desc, "plan" limit 200`,
  ],
  result: ([rows = []]) => (rows as readonly { plan: string }[]).map(({ plan }) => plan),
});

export const listPlans = (scope: Scope): Promise<string[]> => readOne(scope.db, plansReading(scope));

export async function listSegmentChoices(scope: Scope): Promise<{ key: string; name: string }[]> {
  const rows = await scope.db.segment.findMany({
    where: { workspaceId: scope.workspaceId, retiredAt: null },
    select: { key: true, name: true, translations: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 200,
  });
  return rows.map((row) => ({ key: row.key, name: localName(row, scope.locale) }));
}
