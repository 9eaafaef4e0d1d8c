import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import type { Entry, ListEntriesInput, Phase } from "./schema";

export type CatalogueTable = "department" | "channel" | "phase" | "moment_of_truth" | "product_group";

const entryFields = {
  id: `t."publicId"`,
  key: `t."key"`,
  name: `t."name"`,
  updatedAt: instantText(`t."updatedAt"`),
};

function shown(table: CatalogueTable): Shown {
  if (table !== "phase") return { table, json: jsonObject(entryFields) };
  return {
    table,
    json: jsonObject({ ...entryFields, parent: `parent."key"` }),
    joins: Prisma.sql`left join phase parent on parent."workspaceId" = t."workspaceId" and parent."id" = t."parentId"`,
  };
}

/** What is in use; retired entries stay where history speaks of them. */
function listOf<Item extends Entry>(table: CatalogueTable) {
  return (scope: Scope, { key, ...page }: ListEntriesInput): Promise<Page<Item>> =>
    listPage<Item>(scope, page, shown(table), [
      Prisma.sql`t."retiredAt" is null`,
      key === undefined ? null : Prisma.sql`t."key" = ${key}`,
    ]);
}

export const listDepartments = listOf("department");
export const listChannels = listOf("channel");
export const listPhases = listOf<Phase>("phase");
export const listMomentsOfTruth = listOf("moment_of_truth");
export const listProductGroups = listOf("product_group");

/** @throws AppError `notFound` */
export async function getEntry<Item extends Entry>(
  scope: Scope,
  { table, id }: { table: CatalogueTable; id: string },
): Promise<Item> {
  const found = await showRow<Item>(scope, shown(table), Prisma.sql`t."publicId" = ${id}::uuid`);
  if (!found) throw notFound();
  return found;
}

/** Inner ids of entries by key; what is unknown is missing from the map. */
export async function resolveKeys(
  scope: Scope,
  table: CatalogueTable,
  keys: Iterable<string | null | undefined>,
): Promise<Map<string, number>> {
  const wanted = [...new Set(keys)].filter((key) => typeof key === "string");
  if (wanted.length === 0) return new Map();
  const rows = await scope.db.$queryRaw<{ key: string; id: number }[]>(Prisma.sql`
    select "key", "id" from ${Prisma.raw(table)}
    where "workspaceId" = ${scope.workspaceId} and "key" = any(${wanted}::text[])`);
  return new Map(rows.map(({ key, id }) => [key, id]));
}
