import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { ListExport } from "@/lib/doors/list-export";
import { localText } from "@/lib/fields/texts";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { localName } from "@/lib/language/locale";
import { viewAddress } from "../rules";
import type { FindingPage, FindingsInput, WeakPointState } from "../schema";

/** At most so many in one list. */
const most = 300;

export type FindingRow = {
  id: string;
  sentence: string;
  page: FindingPage;
  query: string;
  touchpoint: string | null;
  createdAt: Date;
  by: string | null;
  departments: { key: string; seenAt: string | null }[];
  weakPoint: {
    id: string;
    text: string;
    state: WeakPointState;
    namedBy: number | null;
    askedOf: number | null;
    version: number;
  } | null;
  measures: { id: string; name: string }[];
  isRetired: boolean;
};

export type FindingsData = {
  rows: FindingRow[];
  isEmpty: boolean;
  /** The department of whoever looks. */
  mine: string | null;
  /** How many that department has not taken note of. */
  waiting: number;
  places: Places;
};

type Translated<One> = One & { translations: unknown };
type Found = Omit<FindingRow, "by" | "weakPoint" | "measures" | "isRetired"> & {
  translations: unknown;
  createdById: number | null;
  retiredAt: Date | null;
  weakPoint: Translated<NonNullable<FindingRow["weakPoint"]>> | null;
  measures: Translated<{ id: string; name: string }>[];
};

export async function listFindings(scope: Scope, input: FindingsInput): Promise<FindingsData> {
  const { db, workspaceId, locale, actor } = scope;
  const places = await readPlaces(scope);
  const found = await db.$queryRaw<Found[]>(Prisma.sql`
    select f."publicId"::text as "id", f."sentence", f."translations", f."page", f."query", f."createdAt", f."createdById", f."retiredAt",
      (select t."key" from touchpoint t where t."workspaceId" = f."workspaceId" and t."id" = f."touchpointId") as "touchpoint",
      coalesce((select json_agg(json_build_object('key', d."key", 'seenAt', x."seenAt") order by d."position", d."id")
        from finding_department x join department d on d."workspaceId" = x."workspaceId" and d."id" = x."departmentId"
        where x."workspaceId" = f."workspaceId" and x."findingId" = f."id"), '[]'::json) as "departments",
      case when w."id" is not null then json_build_object('id', w."publicId", 'text', w."text", 'translations', w."translations" -> 'text',
        'state', w."state", 'namedBy', w."namedBy", 'askedOf', w."askedOf", 'version', w."version") end as "weakPoint",
      coalesce((select json_agg(json_build_object('id', m."publicId", 'name', m."name", 'translations', m."translations" -> 'name')
          order by m."id")
        from measure m where m."workspaceId" = f."workspaceId" and m."findingId" = f."id" and m."retiredAt" is null),
        '[]'::json) as "measures"
    from finding f
    left join weak_point w on w."workspaceId" = f."workspaceId" and w."id" = f."weakPointId"
    where f."workspaceId" = ${workspaceId} and ${Prisma.join(conditionsOf(input), " and ")}
    order by f."createdAt" desc, f."id" desc limit ${most}`);
  const people = await peopleById([...new Set(found.flatMap(({ createdById }) => createdById ?? []))]);
  const rows = found.map(({ createdById, retiredAt, weakPoint, measures, translations, ...row }) => ({
    ...row,
    sentence: localText({ translations }, "sentence", row.sentence, locale) ?? row.sentence,
    by: people.get(createdById ?? 0)?.name ?? null,
    weakPoint: weakPoint && {
      ...weakPoint,
      text: localName({ name: weakPoint.text, translations: weakPoint.translations }, locale),
    },
    measures: measures.map(({ id, ...named }) => ({ id, name: localName(named, locale) })),
    isRetired: retiredAt !== null,
  }));
  const [own] = await db.$queryRaw<{ mine: string | null; waiting: number; total: number }[]>(Prisma.sql`
    with me as (select "departmentId" from membership
      where "workspaceId" = ${workspaceId} and "userId" = ${actor.kind === "user" ? actor.id : null}::int)
    select (select d."key" from department d, me where d."workspaceId" = ${workspaceId} and d."id" = me."departmentId") as "mine",
      (select count(*)::int from finding_department x join finding f on f."workspaceId" = x."workspaceId" and f."id" = x."findingId", me
        where x."workspaceId" = ${workspaceId} and x."departmentId" = me."departmentId" and x."seenAt" is null
          and f."retiredAt" is null) as "waiting",
      (select count(*)::int from finding where "workspaceId" = ${workspaceId}) as "total"`);
  return { rows, isEmpty: own?.total === 0, mine: own?.mine ?? null, waiting: own?.waiting ?? 0, places };
}

function conditionsOf({ department, touchpoint, state, seen, retired }: FindingsInput): Prisma.Sql[] {
  const ofDepartment = department ? Prisma.sql`and d."key" = any(${[...department]}::text[])` : Prisma.empty;
  const isOpen = seen === "open" ? Prisma.sql`and x."seenAt" is null` : Prisma.empty;
  return [
    retired ? Prisma.sql`f."retiredAt" is not null` : Prisma.sql`f."retiredAt" is null`,
    department || seen === "open"
      ? Prisma.sql`exists (select 1 from finding_department x
          join department d on d."workspaceId" = x."workspaceId" and d."id" = x."departmentId"
          where x."workspaceId" = f."workspaceId" and x."findingId" = f."id" ${ofDepartment} ${isOpen})`
      : null,
    touchpoint
      ? Prisma.sql`f."touchpointId" in (select t."id" from touchpoint t
          where t."workspaceId" = f."workspaceId" and t."key" = any(${[...touchpoint]}::text[]))`
      : null,
    state ? Prisma.sql`w."state" = any(${[...state]}::text[])` : null,
  ].filter((one) => one !== null);
}

type ExportedRow = { row: FindingRow; places: Places };

/** The list as a file, with who has taken note. */
export const findingsExport: ListExport<FindingsInput, ExportedRow> = {
  name: "findings",
  columns: [
    { key: "createdAt", kind: "instant", value: ({ row }) => row.createdAt },
    { key: "sentence", value: ({ row }) => row.sentence },
    { key: "by", value: ({ row }) => row.by },
    {
      key: "department",
      value: ({ row, places }) =>
        row.departments
          .map(({ key }) => places.departments.find((one) => one.key === key)?.name ?? key)
          .join("; "),
    },
    {
      key: "seen",
      value: ({ row }) =>
        `${row.departments.filter(({ seenAt }) => seenAt !== null).length}/${row.departments.length}`,
    },
    { key: "weakPoint", value: ({ row }) => row.weakPoint?.text ?? null },
    {
      key: "state",
      value: ({ row }, { t }) => (row.weakPoint ? t(`findings.states.${row.weakPoint.state}`) : null),
    },
    { key: "view", value: ({ row }) => viewAddress(row) || "/" },
    { key: "id", value: ({ row }) => row.id },
  ],
  rows: async (scope, input) => {
    const { rows, places } = await listFindings(scope, input);
    return rows.map((row) => ({ row, places }));
  },
};
