import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import type { ListSegmentsInput, SegmentOut } from "./schema";

const shown: Shown = {
  table: "segment",
  json: jsonObject({
    id: `t."publicId"`,
    key: `t."key"`,
    name: `t."name"`,
    description: `t."description"`,
    rule: `t."rule"`,
    leading: `t."leading"`,
    updatedAt: instantText(`t."updatedAt"`),
  }),
};

export const listSegments = (scope: Scope, { key, ...page }: ListSegmentsInput): Promise<Page<SegmentOut>> =>
  listPage<SegmentOut>(scope, page, shown, [
    Prisma.sql`t."retiredAt" is null`,
    key === undefined ? null : Prisma.sql`t."key" = ${key}`,
  ]);

/** @throws AppError `notFound` */
export async function getSegment(scope: Scope, { id }: { id: string }): Promise<SegmentOut> {
  const found = await showRow<SegmentOut>(scope, shown, Prisma.sql`t."publicId" = ${id}::uuid`);
  if (!found) throw notFound();
  return found;
}

/** Inner ids of segments by key; what is unknown is missing from the map. */
export async function resolveSegments(
  scope: Scope,
  keys: Iterable<string | null | undefined>,
): Promise<Map<string, number>> {
  const wanted = [...new Set(keys)].filter((key) => typeof key === "string");
  if (wanted.length === 0) return new Map();
  const rows = await scope.db.segment.findMany({
    where: { workspaceId: scope.workspaceId, key: { in: wanted } },
    select: { key: true, id: true },
  });
  return new Map(rows.map(({ key, id }) => [key, id]));
}
