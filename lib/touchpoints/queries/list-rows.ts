import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { namesOf } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { type Locale, localName } from "@/lib/language/locale";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import { withSubPhases } from "../rules/ids-of-keys";
import type { TouchpointStateName } from "../schema";
import type { TouchpointRowsInput } from "../schema/admin";

/** One page; four hundred touchpoints are one page. */
export const rowsPerPage = 500;

export type Choice = { key: string; name: string; isRetired: boolean };
export type Choices = Record<
  "phase" | "channel" | "department" | "productGroup" | "momentOfTruth" | "owner",
  Choice[]
>;

/** A touchpoint as the list shows it; places and owner by key. */
export type TouchpointRow = {
  key: string;
  name: string;
  names: Partial<Record<Locale, string>>;
  phase: string | null;
  channel: string | null;
  department: string | null;
  productGroup: string | null;
  momentOfTruth: string | null;
  owner: string | null;
  planned: boolean | null;
  state: TouchpointStateName;
  contactsPerMonth: number | null;
  version: number;
  isRetired: boolean;
};

export type TouchpointRows = {
  rows: TouchpointRow[];
  /** With the filter. */
  total: number;
  /** All that are in use, and how many of them nobody looks after. */
  inUse: number;
  ownerless: number;
  opened: TouchpointRow | null;
  choices: Choices;
  languages: Locale[];
};

type Found = Omit<TouchpointRow, "names" | "owner" | "isRetired"> & {
  translations: Record<string, string> | null;
  ownerUserId: number | null;
  retiredAt: Date | null;
  total: number;
};

export async function listTouchpointRows(scope: Scope, input: TouchpointRowsInput): Promise<TouchpointRows> {
  const { choices, owners, phases } = await readChoices(scope);
  const conditions = conditionsOf(input, owners, phases);
  const rows = await read(scope, Prisma.join(conditions, " and "), input);
  const opened =
    input.open && input.open !== "new" ? await read(scope, Prisma.sql`t."key" = ${input.open}`, {}) : [];
  const [counts] = await scope.db.$queryRaw<{ inUse: number; ownerless: number }[]>(Prisma.sql`
    select count(*)::int as "inUse", count(*) filter (where "ownerUserId" is null and "departmentId" is null)::int as ownerless
    from touchpoint where "workspaceId" = ${scope.workspaceId} and "retiredAt" is null`);
  const settings = await readSettings(scope);
  const publicIds = new Map([...owners].map(([publicId, id]) => [id, publicId]));
  const shown = ({ translations, ownerUserId, retiredAt, total: _, ...row }: Found): TouchpointRow => ({
    ...row,
    name: localName({ name: row.name, translations }, scope.locale),
    names: namesOf({ name: row.name, translations }, scope.workspaceLocale),
    owner: publicIds.get(ownerUserId ?? 0) ?? null,
    isRetired: retiredAt !== null,
  });
  return {
    rows: rows.map(shown),
    total: rows[0]?.total ?? 0,
    inUse: counts?.inUse ?? 0,
    ownerless: counts?.ownerless ?? 0,
    opened: opened.map(shown)[0] ?? null,
    choices,
    languages: settings.languages,
  };
}

const places = {
  phase: { table: "phase", column: "phaseId" },
  channel: { table: "channel", column: "channelId" },
  department: { table: "department", column: "departmentId" },
  productGroup: { table: "product_group", column: "productGroupId" },
  momentOfTruth: { table: "moment_of_truth", column: "momentOfTruthId" },
} as const;

const keyOfPlace = (name: keyof typeof places): Prisma.Sql =>
  Prisma.raw(
    `(select x."key" from ${places[name].table} x where x."workspaceId" = t."workspaceId" and x."id" = t."${places[name].column}") as "${name}"`,
  );

const orders = {
  order: Prisma.raw(`t."position", t."id"`),
  name: Prisma.raw(`t."name" collate "und-x-icu", t."id"`),
  contacts: Prisma.raw(`t."contactsPerMonth" desc nulls last, t."id"`),
};

function read(
  { db, workspaceId }: Scope,
  where: Prisma.Sql,
  { sort = "order", page = 1 }: { sort?: keyof typeof orders; page?: number },
): Promise<Found[]> {
  const keys = Prisma.join((Object.keys(places) as (keyof typeof places)[]).map(keyOfPlace));
  return db.$queryRaw<Found[]>(Prisma.sql`
    select t."key", t."name", t."translations", ${keys}, t."ownerUserId", t."planned", t."state",
      t."contactsPerMonth", t."version", t."retiredAt", count(*) over ()::int as total
    from touchpoint t
    where t."workspaceId" = ${workspaceId} and ${where}
    order by ${orders[sort]} limit ${rowsPerPage} offset ${(page - 1) * rowsPerPage}`);
}

function conditionsOf(
  input: TouchpointRowsInput,
  owners: Map<string, number>,
  phases: { id: number; key: string; parentId: number | null }[],
): Prisma.Sql[] {
  const inPlace = (name: keyof typeof places, keys: readonly string[] | undefined) =>
    keys
      ? Prisma.sql`t.${Prisma.raw(`"${places[name].column}"`)} in (select x."id" from ${Prisma.raw(places[name].table)} x
          where x."workspaceId" = t."workspaceId" and x."key" = any(${[...keys]}::text[]))`
      : null;
  const wantedPhases =
    input.phase &&
    withSubPhases(
      phases,
      phases.filter(({ key }) => input.phase?.includes(key)).map(({ id }) => id),
    );
  const words = input.q?.toLowerCase().split(/\s+/) ?? [];
  const missing =
    input.lacks &&
    { owner: "ownerUserId", department: "departmentId", phase: "phaseId", channel: "channelId" }[input.lacks];
  return [
    input.retired ? Prisma.sql`t."retiredAt" is not null` : Prisma.sql`t."retiredAt" is null`,
    wantedPhases ? Prisma.sql`t."phaseId" = any(${wantedPhases}::int[])` : null,
    inPlace("channel", input.channel),
    inPlace("department", input.department),
    inPlace("productGroup", input["product-group"]),
    inPlace("momentOfTruth", input.moment),
    input.owner
      ? Prisma.sql`t."ownerUserId" = any(${input.owner.flatMap((id) => owners.get(id) ?? [])}::int[])`
      : null,
    input.state ? Prisma.sql`t."state" = any(${input.state}::text[])` : null,
    missing ? Prisma.sql`t.${Prisma.raw(`"${missing}"`)} is null` : null,
    ...words.map(
      (word) =>
        Prisma.sql`position(${word} in lower(concat_ws(' ', t."name", t."translations"::text, t."key"))) > 0`,
    ),
  ].filter((one) => one !== null);
}

/** Everything a touchpoint can be put into; what is retired is marked, because touchpoints and filters may still name it. */
async function readChoices(scope: Scope) {
  const { db, workspaceId, locale } = scope;
  const query = {
    where: { workspaceId },
    select: { id: true, key: true, name: true, translations: true, retiredAt: true },
    orderBy: [{ position: "asc" as const }, { id: "asc" as const }],
    take: 1_000,
  };
  const named = (
    rows: { key: string; name: string; translations: unknown; retiredAt: Date | null }[],
  ): Choice[] =>
    rows.map((row) => ({ key: row.key, name: localName(row, locale), isRetired: row.retiredAt !== null }));
  const phases = await db.phase.findMany({ ...query, select: { ...query.select, parentId: true } });
  const members = await db.membership.findMany({
    where: { workspaceId },
    select: { userId: true, deactivatedAt: true },
    take: 1_000,
  });
  const people = await peopleById(members.map(({ userId }) => userId));
  const owners = members.flatMap(({ userId, deactivatedAt }) => {
    const person = people.get(userId);
    return person
      ? [{ userId, key: person.publicId, name: person.name, isRetired: deactivatedAt !== null }]
      : [];
  });
  const withParts = new Set(phases.map(({ parentId }) => parentId));
  const choices: Choices = {
    phase: named(phases.filter(({ id }) => !withParts.has(id))),
    channel: named(await db.channel.findMany(query)),
    department: named(await db.department.findMany(query)),
    productGroup: named(await db.productGroup.findMany(query)),
    momentOfTruth: named(await db.momentOfTruth.findMany(query)),
    owner: owners
      .map(({ userId: _, ...owner }) => owner)
      .sort((a, b) => a.name.localeCompare(b.name, locale)),
  };
  return { choices, phases, owners: new Map(owners.map(({ key, userId }) => [key, userId])) };
}
