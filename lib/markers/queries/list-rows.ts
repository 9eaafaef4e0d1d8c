import type { Scope } from "@/lib/auth/scope";
import { namesOf } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { type Locale, localName } from "@/lib/language/locale";
import { listCatalogue } from "@/lib/touchpoints/queries";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import type { MarkerRowsInput } from "../schema/admin";

export const markersPerPage = 100;

export type MarkerRow = {
  id: string;
  on: string;
  title: string;
  titles: Partial<Record<Locale, string>>;
  touchpoint: string | null;
  phase: string | null;
  segment: string | null;
  version: number;
};

export type MarkerChoice = { key: string; name: string; isRetired: boolean };
export type MarkerRows = {
  rows: MarkerRow[];
  total: number;
  opened: MarkerRow | null;
  choices: Record<"touchpoint" | "phase" | "segment", MarkerChoice[]>;
  languages: Locale[];
};

type Found = Omit<MarkerRow, "titles"> & { translations: Record<string, string> | null; total: number };

/** The flags on trends, latest first. */
export async function listMarkerRows(scope: Scope, input: MarkerRowsInput): Promise<MarkerRows> {
  const conditions = [
    input.touchpoint ? Prisma.sql`touchpoint."key" = ${input.touchpoint}` : null,
    input.phase ? Prisma.sql`phase."key" = ${input.phase}` : null,
  ].filter((one) => one !== null);
  const rows = await read(scope, Prisma.join([Prisma.sql`true`, ...conditions], " and "), input.page);
  const opened = isId(input.open) ? await read(scope, Prisma.sql`t."publicId" = ${input.open}::uuid`, 1) : [];
  const segments = await scope.db.segment.findMany({
    where: { workspaceId: scope.workspaceId },
    select: { key: true, name: true, translations: true, retiredAt: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 1_000,
  });
  const named = async (catalogue: "touchpoint" | "phase"): Promise<MarkerChoice[]> =>
    (await listCatalogue(scope, catalogue)).map(({ key, name, retired }) => ({
      key,
      name,
      isRetired: retired,
    }));
  const shown = ({ translations, total: _, ...row }: Found): MarkerRow => ({
    ...row,
    title: localName({ name: row.title, translations }, scope.locale),
    titles: namesOf({ name: row.title, translations }, scope.workspaceLocale),
  });
  return {
    rows: rows.map(shown),
    total: rows[0]?.total ?? 0,
    opened: opened.map(shown)[0] ?? null,
    choices: {
      touchpoint: await named("touchpoint"),
      phase: await named("phase"),
      segment: segments.map((row) => ({
        key: row.key,
        name: localName(row, scope.locale),
        isRetired: row.retiredAt !== null,
      })),
    },
    languages: (await readSettings(scope)).languages,
  };
}

const isId = (open: string | undefined): open is string => /^[0-9a-f-]{36}$/.test(open ?? "");

const scopes = ["touchpoint", "phase", "segment"] as const;

function read({ db, workspaceId }: Scope, where: Prisma.Sql, page: number): Promise<Found[]> {
  const joins = scopes.map(
    (table) =>
      `left join ${table} on ${table}."workspaceId" = t."workspaceId" and ${table}."id" = t."${table}Id"`,
  );
  return db.$queryRaw<Found[]>(Prisma.sql`
    select t."publicId"::text as id, t."on"::text as "on", t."title", t."translations", touchpoint."key" as touchpoint,
      phase."key" as phase, segment."key" as segment, t."version", count(*) over ()::int as total
    from marker t ${Prisma.raw(joins.join(" "))}
    where t."workspaceId" = ${workspaceId} and ${where}
    order by t."on" desc, t."id" desc limit ${markersPerPage} offset ${(page - 1) * markersPerPage}`);
}
