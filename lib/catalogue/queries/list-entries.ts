import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Locale, localName } from "@/lib/language/locale";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { namesOf } from "../rules";
import type { CatalogueList, ListInput } from "../schema/admin";

export type EntryRow = {
  key: string;
  name: string;
  names: Partial<Record<Locale, string>>;
  headName: string | null;
  parent: string | null;
  version: number;
  isRetired: boolean;
  touchpoints: number;
};

export type EntryList = { list: CatalogueList; entries: EntryRow[]; languages: Locale[]; retired: number };

/** `from`: where touchpoints say that they belong to an entry; the inventory itself unless said otherwise. */
const tables: Record<CatalogueList, { table: string; column: string; from?: Prisma.Sql }> = {
  departments: { table: "department", column: "departmentId" },
  channels: { table: "channel", column: "channelId" },
  phases: { table: "phase", column: "phaseId" },
  "moments-of-truth": { table: "moment_of_truth", column: "momentOfTruthId" },
  "product-groups": { table: "product_group", column: "productGroupId" },
  "brand-values": {
    table: "brand_value",
    column: "brandValueId",
    from: Prisma.sql`(select distinct r."workspaceId", r."brandValueId", o."id", o."retiredAt"
      from brand_rating r join touchpoint o on o."workspaceId" = r."workspaceId" and o."id" = r."touchpointId")`,
  },
};

type Row = {
  key: string;
  name: string;
  translations: Record<string, string> | null;
  headName: string | null;
  parent: string | null;
  version: number;
  retiredAt: Date | null;
  touchpoints: number;
};

/** One of the small lists, in its order, with the touchpoints that each entry has; at most 1,000. */
export async function listEntries(scope: Scope, { list, retired, open }: ListInput): Promise<EntryList> {
  const { table, column, from = Prisma.raw("touchpoint") } = tables[list];
  const own = list === "departments" ? Prisma.sql`t."headName"` : Prisma.sql`null::text`;
  const parent =
    list === "phases"
      ? Prisma.sql`(select p."key" from phase p where p."workspaceId" = t."workspaceId" and p."id" = t."parentId")`
      : Prisma.sql`null::text`;
  const rows = await scope.db.$queryRaw<Row[]>(Prisma.sql`
    select t."key", t."name", t."translations", ${own} as "headName", ${parent} as parent, t."version", t."retiredAt",
      (select count(*)::int from ${from} x where x."workspaceId" = t."workspaceId"
        and x.${Prisma.raw(`"${column}"`)} = t."id" and x."retiredAt" is null) as touchpoints
    from ${Prisma.raw(table)} t
    where t."workspaceId" = ${scope.workspaceId}
    order by t."position", t."id" limit 1000`);
  const settings = await readSettings(scope);
  return {
    list,
    languages: settings.languages,
    retired: rows.filter(({ retiredAt }) => retiredAt !== null).length,
    entries: rows
      .filter(({ retiredAt, key }) => retired || retiredAt === null || key === open)
      .map(({ retiredAt, translations, ...row }) => ({
        ...row,
        name: localName({ name: row.name, translations }, scope.locale),
        names: namesOf({ name: row.name, translations }, scope.workspaceLocale),
        isRetired: retiredAt !== null,
      })),
  };
}
