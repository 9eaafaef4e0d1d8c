import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Inner ids of customers named as the API names them: by public id or by `ext:<externalId>`. Unknown names are missing
 * from the map; so are those of another workspace.
 */
export async function resolveCustomers(scope: Scope, names: Iterable<string>): Promise<Map<string, number>> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  const publicIds = wanted.filter((name) => uuid.test(name));
  const externalIds = wanted.filter((name) => name.startsWith("ext:")).map((name) => name.slice(4));
  const rows = await scope.db.$queryRaw<
    { id: number; publicId: string; externalId: string | null }[]
  >(Prisma.sql`
    select "id", "publicId"::text as "publicId", "externalId" from customer
    where "workspaceId" = ${scope.workspaceId} and "publicId" = any(${publicIds}::uuid[])
    union all
    select "id", "publicId"::text, "externalId" from customer
    where "workspaceId" = ${scope.workspaceId} and "externalId" = any(${externalIds}::text[])`);
  const found = new Map<string, number>();
  for (const row of rows) {
    found.set(row.publicId, row.id);
    if (row.externalId !== null) found.set(`ext:${row.externalId}`, row.id);
  }
  return new Map(
    wanted.flatMap((name) => {
      const id = found.get(uuid.test(name) ? name.toLowerCase() : name);
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
}
