import type { Scope } from "@/lib/auth/scope";
import { localName } from "@/lib/language/locale";

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
      phase: { select: { name: true, translations: true } },
    },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ phase, ...row }) => ({
    ...row,
    name: localName(row, scope.locale),
    ...(phase ? { group: localName(phase, scope.locale) } : {}),
  }));
}
