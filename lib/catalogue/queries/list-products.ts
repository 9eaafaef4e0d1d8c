import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { ListExport } from "@/lib/doors/list-export";
import { currencyDigits } from "@/lib/format/money";
import { type Locale, localName } from "@/lib/language/locale";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { namesOf } from "../rules";
import type { ProductsInput } from "../schema/products";

export type ProductRow = {
  key: string;
  name: string;
  names: Partial<Record<Locale, string>>;
  /** Key and name of its group. */
  group: { key: string; name: string } | null;
  priceMinor: number | null;
  version: number;
  isRetired: boolean;
  /** Lines of orders that name it. */
  orderLines: number;
};

export type ProductList = {
  products: ProductRow[];
  /** The one that is open in the drawer, wherever in the list it stands. */
  opened: ProductRow | null;
  total: number;
  retired: number;
  next: string | null;
  groups: { key: string; name: string; retired: boolean }[];
  languages: Locale[];
};

type Row = Omit<ProductRow, "name" | "names" | "group"> & {
  name: string;
  translations: Record<string, string> | null;
  groupKey: string | null;
  groupName: string | null;
  groupTranslations: unknown;
};

const pageSize = 100;

/** The products of a workspace by name, a page of them; how many there are besides. */
export async function listProducts(scope: Scope, input: ProductsInput): Promise<ProductList> {
  const where = conditionOf(scope, input);
  const rows = await readRows(scope, where, { after: input.after, limit: pageSize + 1 });
  const [counts] = await scope.db.$queryRaw<{ total: number; retired: number }[]>(Prisma.sql`
    select (select count(*)::int from product p where ${where}) as total,
      (select count(*)::int from product p where p."workspaceId" = ${scope.workspaceId}
        and p."retiredAt" is not null) as retired`);
  const shown = rows.slice(0, pageSize);
  const opened =
    shown.find(({ key }) => key === input.open) ??
    (input.open ? (await readRows(scope, isKey(scope, input.open), { limit: 1 }))[0] : undefined);
  const groups = await scope.db.productGroup.findMany({
    where: { workspaceId: scope.workspaceId },
    select: { key: true, name: true, translations: true, retiredAt: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 1_000,
  });
  const { languages } = await readSettings(scope);
  return {
    products: shown,
    opened: opened ?? null,
    total: counts?.total ?? 0,
    retired: counts?.retired ?? 0,
    next: rows.length > pageSize ? (shown.at(-1)?.key ?? null) : null,
    groups: groups.map((group) => ({
      key: group.key,
      name: localName(group, scope.locale),
      retired: group.retiredAt !== null,
    })),
    languages,
  };
}

/** The list with its filter as a file. */
export const productExport: ListExport<ProductsInput, ProductRow> = {
  name: "products",
  columns: [
    { key: "name", value: ({ name }) => name },
    { key: "key", value: ({ key }) => key },
    { key: "productGroup", value: ({ group }) => group?.name ?? null },
    { key: "price", kind: "number", value: ({ priceMinor }) => priceMinor },
    { key: "retired", value: ({ isRetired }, { t }) => t(`exports.${isRetired ? "yes" : "no"}`) },
  ],
  rows: async (scope, input) => {
    const factor = 10 ** currencyDigits(scope.currency);
    const rows = await readRows(scope, conditionOf(scope, input), { limit: 100_000 });
    return rows.map((row) => ({
      ...row,
      priceMinor: row.priceMinor === null ? null : row.priceMinor / factor,
    }));
  },
};

const isKey = ({ workspaceId }: Scope, key: string): Prisma.Sql =>
  Prisma.sql`p."workspaceId" = ${workspaceId} and p."key" = ${key}`;

function conditionOf({ workspaceId }: Scope, { q, group, retired }: ProductsInput): Prisma.Sql {
  const parts = [Prisma.sql`p."workspaceId" = ${workspaceId}`];
  if (!retired) parts.push(Prisma.sql`p."retiredAt" is null`);
  if (q) {
    const said = Prisma.sql`position(lower(${q}) in lower(p."name"))`;
    parts.push(Prisma.sql`(${said} > 0 or position(lower(${q}) in lower(p."key")) > 0
      or position(lower(${q}) in lower(p."translations"::text)) > 0)`);
  }
  if (group)
    parts.push(Prisma.sql`p."productGroupId" in (select g."id" from product_group g
      where g."workspaceId" = ${workspaceId} and g."key" = any(${group}::text[]))`);
  return Prisma.join(parts, " and ");
}

async function readRows(
  scope: Scope,
  where: Prisma.Sql,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ProductRow[]> {
  const { workspaceId } = scope;
  const behind = after
    ? Prisma.sql`and (lower(p."name"), p."key") > (
        select lower(a."name"), a."key" from product a where a."workspaceId" = ${workspaceId} and a."key" = ${after})`
    : Prisma.empty;
  const rows = await scope.db.$queryRaw<Row[]>(Prisma.sql`
    select p."key", p."name", p."translations", p."priceMinor"::float8 as "priceMinor", p."version",
      p."retiredAt" is not null as "isRetired", g."key" as "groupKey", g."name" as "groupName",
      g."translations" as "groupTranslations",
      (select count(*)::int from order_line l where l."workspaceId" = ${workspaceId} and l."productId" = p."id")
        as "orderLines"
    from (select * from product p where ${where} ${behind}
      order by lower(p."name"), p."key" limit ${limit}) p
    left join product_group g on g."workspaceId" = p."workspaceId" and g."id" = p."productGroupId"
    order by lower(p."name"), p."key"`);
  return rows.map(({ translations, groupKey, groupName, groupTranslations, ...row }) => ({
    ...row,
    name: localName({ name: row.name, translations }, scope.locale),
    names: namesOf({ name: row.name, translations }, scope.workspaceLocale),
    group:
      groupKey === null
        ? null
        : {
            key: groupKey,
            name: localName({ name: groupName ?? groupKey, translations: groupTranslations }, scope.locale),
          },
  }));
}
