import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localName } from "@/lib/language/locale";
import {
  type Vocabulary,
  type VocabularyRow,
  vocabularyColumns,
  vocabularyOf,
} from "@/lib/segments/queries/read-names";
import { settingsOf } from "@/lib/workspaces/queries/read-settings";
import type { WorkspaceSettings } from "@/lib/workspaces/schema/settings";

/** Something that can be filtered and grouped by, under its name in the reader's language. */
export type Place = { id: number; key: string; name: string; retired: boolean };

export type TouchpointPlace = Place & {
  phaseId: number | null;
  channelId: number | null;
  departmentId: number | null;
  ownerUserId: number | null;
  contactsPerMonth: number | null;
};

/** What a workspace is made of: the choices of every filter, and the names of every group. */
export type Places = {
  touchpoints: TouchpointPlace[];
  phases: (Place & { parentId: number | null })[];
  channels: Place[];
  departments: Place[];
  productGroups: Place[];
  segments: Place[];
  /** What rules of segments are read with. */
  vocabulary: Vocabulary;
  /** Whether customers of this workspace have contracts. */
  hasContracts: boolean;
  /** What the workspace has set: the usual period, from how many answers on a value stands unmarked. */
  settings: WorkspaceSettings;
};

type Named = Omit<Place, "name"> & { name: string; translations: unknown };
type Row = VocabularyRow & {
  touchpoints: (Named & Omit<TouchpointPlace, keyof Place>)[];
  phases: (Named & { parentId: number | null })[];
  channels: Named[];
  departments: Named[];
  productGroups: Named[];
  segmentPlaces: Named[];
  hasContracts: boolean;
  settings: unknown;
};

/** All of them in one statement; retired ones too, because history speaks of them. */
export async function readPlaces(scope: Scope): Promise<Places> {
  const [row] = await scope.db.$queryRaw<Row[]>(Prisma.sql`select
    ${listOf(scope, "touchpoint", ["phaseId", "channelId", "departmentId", "ownerUserId", "contactsPerMonth"])} as "touchpoints",
    ${listOf(scope, "phase", ["parentId"])} as "phases", ${listOf(scope, "channel")} as "channels",
    ${listOf(scope, "department")} as "departments", ${listOf(scope, "product_group")} as "productGroups",
    ${listOf(scope, "segment", [], `"name"`)} as "segmentPlaces",
    ${vocabularyColumns(scope)},
    exists (select 1 from contract where "workspaceId" = ${scope.workspaceId}) as "hasContracts",
    (select "settings" from workspace where "id" = ${scope.workspaceId}) as "settings"`);
  if (!row) throw new Error("A statement without a condition has one row.");
  const named = <One extends Named>({ translations, ...one }: One) => ({
    ...one,
    name: localName({ name: one.name, translations }, scope.locale),
  });
  return {
    touchpoints: row.touchpoints.map(named),
    phases: row.phases.map(named),
    channels: row.channels.map(named),
    departments: row.departments.map(named),
    productGroups: row.productGroups.map(named),
    segments: row.segmentPlaces.map(named),
    vocabulary: vocabularyOf(row),
    hasContracts: row.hasContracts,
    settings: settingsOf(row.settings, scope.workspaceLocale),
  };
}

/** Names of tables and columns come from this file and never from outside. */
function listOf(
  { workspaceId }: Scope,
  table: string,
  more: string[] = [],
  order = `"position"`,
): Prisma.Sql {
  const columns = ["id", "key", "name", "translations", ...more].map((name) => `'${name}', "${name}"`);
  return Prisma.sql`(select coalesce(json_agg(json_build_object(
      ${Prisma.raw(columns.join(", "))}, 'retired', "retiredAt" is not null)
      order by ${Prisma.raw(order)}, "id"), '[]'::json)
    from ${Prisma.raw(table)} where "workspaceId" = ${workspaceId})`;
}
