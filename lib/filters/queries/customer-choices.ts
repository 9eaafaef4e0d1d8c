import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";

/** Plans that some contract names, the commonest first; there are as many as a company sells. */
export async function listPlans(scope: Scope): Promise<string[]> {
  const rows = await scope.db.$queryRaw<{ plan: string }[]>(Prisma.sql`
    select "plan" from contract where "workspaceId" = ${scope.workspaceId}
    group by "plan" order by count(*) desc, "plan" limit 200`);
  return rows.map(({ plan }) => plan);
}

export async function listSegmentChoices(scope: Scope): Promise<{ key: string; name: string }[]> {
  const rows = await scope.db.segment.findMany({
    where: { workspaceId: scope.workspaceId, retiredAt: null },
    select: { key: true, name: true, translations: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 200,
  });
  return rows.map((row) => ({ key: row.key, name: localName(row, scope.locale) }));
}
