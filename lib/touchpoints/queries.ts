import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { instantText, jsonObject } from "@/lib/db/json-text";
import { listPage, type Shown, showRow } from "@/lib/db/list-page";
import { namedBy } from "@/lib/db/named";
import { notFound } from "@/lib/errors/app-error";
import type { Page } from "@/lib/fields/pages";
import { localName } from "@/lib/language/locale";
import type { ListTouchpointsInput, TouchpointOut } from "./schema";

export type Choice = { id: number; key: string; name: string; group?: string };

/** What may be named by key: the small catalogues of a workspace. */
export type Catalogue = "touchpoint" | "channel" | "department" | "phase" | "productGroup" | "momentOfTruth";

type CatalogueRow = { id: number; key: string; name: string; translations: unknown; retiredAt: Date | null };

async function rowsOf(scope: Scope, catalogue: Catalogue): Promise<CatalogueRow[]> {
  const query = {
    where: { workspaceId: scope.workspaceId },
    select: { id: true, key: true, name: true, translations: true, retiredAt: true },
    orderBy: [{ position: "asc" as const }, { id: "asc" as const }],
  };
  switch (catalogue) {
    case "touchpoint":
      return scope.db.touchpoint.findMany(query);
    case "channel":
      return scope.db.channel.findMany(query);
    case "department":
      return scope.db.department.findMany(query);
    case "phase":
      return scope.db.phase.findMany(query);
    case "productGroup":
      return scope.db.productGroup.findMany(query);
    case "momentOfTruth":
      return scope.db.momentOfTruth.findMany(query);
  }
}

/** All entries of a catalogue in their order; retired ones too, because history speaks of them. */
export async function listCatalogue(
  scope: Scope,
  catalogue: Catalogue,
): Promise<(Choice & { retired: boolean })[]> {
  const rows = await rowsOf(scope, catalogue);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    name: localName(row, scope.locale),
    retired: row.retiredAt !== null,
  }));
}

export type TouchpointChoice = Choice & {
  retired: boolean;
  channelId: number | null;
  phaseId: number | null;
  departmentId: number | null;
};

/** Touchpoints with what filters and writes need to know about them; `group` is the name of their phase. */
export async function listTouchpointChoices(scope: Scope): Promise<TouchpointChoice[]> {
  const rows = await scope.db.touchpoint.findMany({
    where: { workspaceId: scope.workspaceId },
    select: {
      id: true,
      key: true,
      name: true,
      translations: true,
      channelId: true,
      phaseId: true,
      departmentId: true,
      retiredAt: true,
      phase: { select: { name: true, translations: true } },
    },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ phase, retiredAt, ...row }) => ({
    ...row,
    retired: retiredAt !== null,
    name: localName(row, scope.locale),
    ...(phase ? { group: localName(phase, scope.locale) } : {}),
  }));
}

const places = {
  phase: "phase",
  channel: "channel",
  department: "department",
  productGroup: "product_group",
  momentOfTruth: "moment_of_truth",
} as const;

const shown: Shown = {
  table: "touchpoint",
  json: jsonObject({
    id: `t."publicId"`,
    key: `t."key"`,
    name: `t."name"`,
    ...Object.fromEntries(Object.keys(places).map((place) => [place, `"${place}"."key"`])),
    planned: `t."planned"`,
    state: `t."state"`,
    contactsPerMonth: `t."contactsPerMonth"`,
    version: `t."version"`,
    retiredAt: instantText(`t."retiredAt"`),
    createdAt: instantText(`t."createdAt"`),
    updatedAt: instantText(`t."updatedAt"`),
  }),
  joins: Prisma.raw(
    Object.entries(places)
      .map(
        ([place, table]) =>
          `left join ${table} "${place}" on "${place}"."workspaceId" = t."workspaceId" and "${place}"."id" = t."${place}Id"`,
      )
      .join(" "),
  ),
};

/** What a path means by its last part: an id, a key, or `ext:` and the key. */
export const touchpointNamed = (name: string): Prisma.Sql =>
  namedBy(name, "key") ?? Prisma.sql`t."key" = ${name}`;

export function listTouchpoints(
  scope: Scope,
  { key, retired, limit, cursor, updatedSince, ...filter }: ListTouchpointsInput,
): Promise<Page<TouchpointOut>> {
  const byPlace = Object.entries(filter).map(([place, wanted]) =>
    wanted === undefined ? null : Prisma.sql`${Prisma.raw(`"${place}"`)}."key" = ${wanted}`,
  );
  return listPage<TouchpointOut>(scope, { limit, cursor, updatedSince }, shown, [
    ...byPlace,
    key === undefined ? null : Prisma.sql`t."key" = ${key}`,
    retired === "true" ? Prisma.sql`t."retiredAt" is not null` : Prisma.sql`t."retiredAt" is null`,
  ]);
}

/** @throws AppError `notFound` */
export async function getTouchpoint(scope: Scope, { id }: { id: string }): Promise<TouchpointOut> {
  const found = await showRow<TouchpointOut>(scope, shown, touchpointNamed(id));
  if (!found) throw notFound();
  return found;
}

/** Touchpoints by key, with the channel that they stand for; what is unknown is missing from the map. */
export async function resolveTouchpoints(
  scope: Scope,
  keys: Iterable<string | null | undefined>,
): Promise<Map<string, { id: number; channelId: number | null }>> {
  const wanted = [...new Set(keys)].filter((key) => typeof key === "string");
  if (wanted.length === 0) return new Map();
  const rows = await scope.db.touchpoint.findMany({
    where: { workspaceId: scope.workspaceId, key: { in: wanted } },
    select: { key: true, id: true, channelId: true },
  });
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}
