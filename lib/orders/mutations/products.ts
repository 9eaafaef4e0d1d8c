import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { Prisma } from "@/lib/db/generated/client";
import { learnSize } from "@/lib/db/learn-sizes";

type Named = { product: string; productGroup?: string | null | undefined };
type Product = { id: number; productGroupId: number | null };

/**
 * Products and their groups by the names that lines give them. The shop knows its products and does not set them up
 * here first, so new ones are added: a product with its own name, in the group of the first line that names it.
 */
export async function bringProducts(
  scope: Scope,
  lines: readonly Named[],
): Promise<{ products: Map<string, Product>; groups: Map<string, number> }> {
  if (lines.length === 0) return { products: new Map(), groups: new Map() };
  const groups = await bringGroups(scope, lines);
  const wanted = new Map<string, number | null>();
  for (const { product, productGroup } of lines) {
    const groupId = productGroup ? (groups.get(productGroup) ?? null) : null;
    wanted.set(product, wanted.get(product) ?? groupId);
  }
  const { workspaceId, db } = scope;
  const look = () =>
    db.$queryRaw<(Product & { key: string })[]>(Prisma.sql`
      select "key", "id", "productGroupId" from product
      where "workspaceId" = ${workspaceId} and "key" = any(${[...wanted.keys()]}::text[])`);
  let found = await look();
  const known = new Set(found.map(({ key }) => key));
  const fresh = [...wanted].flatMap(([key, groupId]) => (known.has(key) ? [] : [{ key, groupId }]));
  if (fresh.length > 0) {
    await db.$executeRaw(Prisma.sql`
      insert into product ("workspaceId", "key", "name", "productGroupId")
      select ${workspaceId}, r."key", r."key", r."groupId"
      from json_to_recordset(${JSON.stringify(fresh)}::json) as r("key" text, "groupId" int)
      order by r."key"
      on conflict ("workspaceId", "key") do nothing`);
    await learnSize(scope, "product", fresh.length);
    found = await look();
  }
  return { products: new Map(found.map(({ key, ...product }) => [key, product])), groups };
}

async function bringGroups(scope: Scope, lines: readonly Named[]): Promise<Map<string, number>> {
  const wanted = [...new Set(lines.flatMap(({ productGroup }) => productGroup || []))];
  const found = await resolveKeys(scope, "product_group", wanted);
  const fresh = wanted.filter((key) => !found.has(key));
  if (fresh.length === 0) return found;
  await scope.db.$executeRaw(Prisma.sql`
    insert into product_group ("workspaceId", "key", "name")
    select ${scope.workspaceId}, key, key from unnest(${fresh}::text[]) as key order by key
    on conflict ("workspaceId", "key") do nothing`);
  return resolveKeys(scope, "product_group", wanted);
}
