import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { reordered } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import type { SortKind, SortLinesInput } from "../schema/edit";

const tables: Record<SortKind, { table: string; noun: string }> = {
  goals: { table: "goal", noun: "goal" },
  weakPoints: { table: "weak_point", noun: "weakPoint" },
};

/**
 * Goals or weak points of a page in another order, which is nobody's content and does not count as a change.
 * @returns the order before, for the way back
 */
export async function sortLines(
  scope: Scope,
  { phase, kind, order }: SortLinesInput,
): Promise<{ phase: string; kind: SortKind; order: string }> {
  const { db, workspaceId } = scope;
  const { table, noun } = tables[kind];
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    select t."publicId"::text as id from ${Prisma.raw(table)} t
    join phase p on p."workspaceId" = t."workspaceId" and p."id" = t."phaseId"
    where t."workspaceId" = ${workspaceId} and p."key" = ${phase} and t."retiredAt" is null
    order by t."position", t."id" for no key update of t`);
  if (rows.length === 0) throw notFound();
  const all = rows.map(({ id }) => id);
  await db.$executeRaw(Prisma.sql`
    update ${Prisma.raw(table)} t set "position" = o.place::int
    from unnest(${reordered(all, order)}::uuid[]) with ordinality as o(id, place)
    where t."workspaceId" = ${workspaceId} and t."publicId" = o.id and t."position" <> o.place`);
  await writeAudit(scope, `${noun}.sort`, phase);
  return { phase, kind, order: JSON.stringify(all) };
}
