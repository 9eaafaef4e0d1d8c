import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import type { ListMarkersInput, MarkerOut } from "./schema";

const scopes = ["touchpoint", "phase", "segment"] as const;

const shown: Shown = {
  table: "marker",
  json: jsonObject({
    id: `t."publicId"`,
    on: `t."on"`,
    title: `t."title"`,
    scope: `case when coalesce(t."touchpointId", t."phaseId", t."segmentId") is not null then json_build_object(
      'touchpoint', touchpoint."key", 'phase', phase."key", 'segment', segment."key") end`,
    createdAt: instantText(`t."createdAt"`),
    updatedAt: instantText(`t."updatedAt"`),
  }),
  joins: Prisma.raw(
    scopes
      .map(
        (table) =>
          `left join ${table} on ${table}."workspaceId" = t."workspaceId" and ${table}."id" = t."${table}Id"`,
      )
      .join(" "),
  ),
};

export const listMarkers = (
  scope: Scope,
  { from, to, touchpoint, phase, segment, ...page }: ListMarkersInput,
): Promise<Page<MarkerOut>> =>
  listPage<MarkerOut>(scope, page, shown, [
    from === undefined ? null : Prisma.sql`t."on" >= ${from}::date`,
    to === undefined ? null : Prisma.sql`t."on" < ${to}::date`,
    touchpoint === undefined ? null : Prisma.sql`touchpoint."key" = ${touchpoint}`,
    phase === undefined ? null : Prisma.sql`phase."key" = ${phase}`,
    segment === undefined ? null : Prisma.sql`segment."key" = ${segment}`,
  ]);

/** @throws AppError `notFound` */
export async function getMarker(scope: Scope, { id }: { id: string }): Promise<MarkerOut> {
  const found = await showRow<MarkerOut>(scope, shown, Prisma.sql`t."publicId" = ${id}::uuid`);
  if (!found) throw notFound();
  return found;
}
