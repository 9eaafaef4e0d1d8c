import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { type Reading, readOne } from "@/lib/db/reading";
import { type Locale, localName } from "@/lib/language/locale";
import type { LocalDay } from "@/lib/period/local-day";
import { type Comparison, type Kpi, type MeasureState, storedComparison, storedKpi } from "../schema";

/** At most so many in a list; nobody carries out more at a time. */
export const mostMeasures = 500;

export type MeasureRow = {
  id: string;
  innerId: number;
  key: string | null;
  name: string;
  description: string | null;
  firstStep: string | null;
  kpiWords: string | null;
  phase: string;
  touchpoint: string | null;
  segment: string | null;
  department: string | null;
  /** The member's inner id, or a name of somebody who is none. */
  ownerUserId: number | null;
  ownerName: string | null;
  kpi: Kpi | null;
  comparison: Comparison | null;
  startValue: number | null;
  target: number | null;
  startsOn: LocalDay | null;
  /** Exclusive */
  endsOn: LocalDay | null;
  targetOn: LocalDay | null;
  /** The day by which the target counts. */
  dueOn: LocalDay | null;
  budgetMinor: number | null;
  state: MeasureState;
  corrects: { id: string; name: string } | null;
  findingId: string | null;
  efforts: { department: string; personDays: number }[];
  version: number;
  isRetired: boolean;
  createdAt: Date;
};

type Found = Omit<MeasureRow, "kpi" | "comparison" | "isRetired" | "corrects" | "dueOn"> & {
  translations: Translations | null;
  kpi: unknown;
  comparison: unknown;
  retiredAt: Date | null;
  corrects: { id: string; name: string; translations: Translations | null } | null;
};

type Translations = Partial<
  Record<"name" | "description" | "firstStep" | "kpiWords", Partial<Record<Locale, string>>>
>;

export type MeasureFilter = {
  id?: string | undefined;
  /** Keys. */
  phase?: readonly string[] | undefined;
  touchpoint?: readonly string[] | undefined;
  segment?: readonly string[] | undefined;
  department?: readonly string[] | undefined;
  state?: readonly string[] | undefined;
  ownerUserIds?: readonly number[] | undefined;
  retired?: boolean | undefined;
  /** As the workspace wrote it, not translated: to be edited. */
  inOwnWords?: boolean | undefined;
  /** Corrections of this one. */
  correctsId?: number | undefined;
};

const keyOf = (table: string, column: string, name: string): Prisma.Sql =>
  Prisma.raw(
    `(select x."key" from ${table} x where x."workspaceId" = m."workspaceId" and x."id" = m."${column}") as "${name}"`,
  );

/** Measures in the order of their list, with their efforts, in one statement. */
export const readMeasures = (scope: Scope, filter: MeasureFilter): Promise<MeasureRow[]> =>
  readOne(scope.db, measuresReading(scope, filter));

export function measuresReading(scope: Scope, filter: MeasureFilter): Reading<MeasureRow[]> {
  const statement = Prisma.sql`
    select m."publicId"::text as "id", m."id" as "innerId", m."key", m."name", m."translations", m."description",
      m."firstStep", m."kpiWords", m."ownerUserId", m."ownerName", m."kpi", m."comparison",
      m."startValue"::float8 as "startValue", m."target"::float8 as "target", m."startsOn"::text as "startsOn",
      m."endsOn"::text as "endsOn", m."targetOn"::text as "targetOn", m."budgetMinor"::float8 as "budgetMinor",
      m."state", m."version", m."retiredAt", m."createdAt",
      ${keyOf("phase", "phaseId", "phase")}, ${keyOf("touchpoint", "touchpointId", "touchpoint")},
      ${keyOf("segment", "segmentId", "segment")}, ${keyOf("department", "departmentId", "department")},
      (select f."publicId"::text from finding f
        where f."workspaceId" = m."workspaceId" and f."id" = m."findingId") as "findingId",
      (select json_build_object('id', c."publicId", 'name', c."name", 'translations', c."translations") from measure c
        where c."workspaceId" = m."workspaceId" and c."id" = m."correctsId") as "corrects",
      coalesce((select json_agg(json_build_object('department', d."key", 'personDays', e."personDays")
          order by e."personDays" desc, d."position", d."id")
        from measure_effort e join department d on d."workspaceId" = e."workspaceId" and d."id" = e."departmentId"
        where e."workspaceId" = m."workspaceId" and e."measureId" = m."id"), '[]'::json) as "efforts"
    from measure m
    where m."workspaceId" = ${scope.workspaceId} and ${Prisma.join(conditionsOf(filter), " and ")}
    order by m."position", m."id" limit ${mostMeasures}`;
  return {
    statements: [statement],
    result: ([rows = []]) => (rows as Found[]).map((row) => shownAs(scope, filter, row)),
  };
}

function shownAs(
  scope: Scope,
  filter: MeasureFilter,
  { translations, retiredAt, kpi, comparison, corrects, ...row }: Found,
): MeasureRow {
  const said = (field: keyof Translations, text: string) =>
    filter.inOwnWords
      ? text
      : localName({ name: text, translations: translations?.[field] ?? null }, scope.locale);
  const orNull = (field: keyof Translations, text: string | null) => text && said(field, text);
  return {
    ...row,
    name: said("name", row.name),
    description: orNull("description", row.description),
    firstStep: orNull("firstStep", row.firstStep),
    kpiWords: orNull("kpiWords", row.kpiWords),
    kpi: storedKpi(kpi),
    comparison: storedComparison(comparison),
    dueOn: row.targetOn ?? row.endsOn,
    corrects: corrects && {
      id: corrects.id,
      name: localName(
        { name: corrects.name, translations: corrects.translations?.name ?? null },
        scope.locale,
      ),
    },
    isRetired: retiredAt !== null,
    createdAt: new Date(row.createdAt),
  };
}

/** A filter on a phase means its sub-phases too. */
function conditionsOf(filter: MeasureFilter): Prisma.Sql[] {
  const inPlace = (table: string, column: string, keys: readonly string[] | undefined) =>
    keys
      ? Prisma.sql`m.${Prisma.raw(`"${column}"`)} in (select x."id" from ${Prisma.raw(table)} x
          where x."workspaceId" = m."workspaceId" and x."key" = any(${[...keys]}::text[]))`
      : null;
  const { id, phase, ownerUserIds, state, correctsId } = filter;
  return [
    id === undefined
      ? filter.retired
        ? Prisma.sql`m."retiredAt" is not null`
        : Prisma.sql`m."retiredAt" is null`
      : Prisma.sql`m."publicId" = ${id}::uuid`,
    phase
      ? Prisma.sql`m."phaseId" in (select x."id" from phase x
          left join phase top on top."workspaceId" = x."workspaceId" and top."id" = x."parentId"
          where x."workspaceId" = m."workspaceId"
            and (x."key" = any(${[...phase]}::text[]) or top."key" = any(${[...phase]}::text[])))`
      : null,
    inPlace("touchpoint", "touchpointId", filter.touchpoint),
    inPlace("segment", "segmentId", filter.segment),
    inPlace("department", "departmentId", filter.department),
    state ? Prisma.sql`m."state" = any(${[...state]}::text[])` : null,
    ownerUserIds ? Prisma.sql`m."ownerUserId" = any(${[...ownerUserIds]}::int[])` : null,
    correctsId === undefined ? null : Prisma.sql`m."correctsId" = ${correctsId}`,
  ].filter((one) => one !== null);
}
