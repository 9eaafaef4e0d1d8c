import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";

/** What the dialog of a new finding offers. */
export type FindingChoices = {
  departments: { key: string; name: string }[];
  phases: { key: string; name: string }[];
  weakPoints: { id: string; text: string }[];
};

type Named = { key: string; name: string; translations: unknown };
type Row = {
  departments: Named[];
  phases: Named[];
  weakPoints: { id: string; name: string; translations: unknown }[];
};

/** Asked when the dialog opens: pages that can keep a finding carry none of it. */
export async function listFindingChoices({ db, workspaceId, locale }: Scope): Promise<FindingChoices> {
  // Of a weak point the translations stand field by field.
  const translations = (name: string) => `t."translations"${name === "text" ? ` -> 'text'` : ""}`;
  const list = (table: string, key: string, name: string, more = "") =>
    Prisma.raw(`(select coalesce(json_agg(json_build_object('${key === "publicId" ? "id" : "key"}', t."${key}",
      'name', t."${name}", 'translations', ${translations(name)}) order by t."position", t."id"), '[]'::json)
      from (select * from ${table} where "workspaceId" = ${workspaceId} and "retiredAt" is null ${more}
        order by "position", "id" limit 500) t)`);
  const [row] = await db.$queryRaw<Row[]>(Prisma.sql`select
    ${list("department", "key", "name")} as "departments",
    ${list("phase", "key", "name", `and "parentId" is not null`)} as "phases",
    ${list("weak_point", "publicId", "text", `and "state" <> 'refuted'`)} as "weakPoints"`);
  const named = (rows: Named[] = []) => rows.map((one) => ({ key: one.key, name: localName(one, locale) }));
  return {
    departments: named(row?.departments),
    phases: named(row?.phases),
    weakPoints: (row?.weakPoints ?? []).map((one) => ({ id: one.id, text: localName(one, locale) })),
  };
}
