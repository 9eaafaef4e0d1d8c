import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { type GroupScore, groupReading } from "@/lib/dashboards/queries/measure-reading";
import { silentAfterDays, silentSince } from "@/lib/dashboards/queries/read-desk";
import { readTogether } from "@/lib/dashboards/queries/read-together";
import { Prisma } from "@/lib/db/generated/client";
import { shownOf } from "@/lib/feedback/rules/difference-of";
import { measureOf } from "@/lib/feedback/rules/score-measures";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { periodAsked } from "@/lib/filters/rules/spans";
import { localName } from "@/lib/language/locale";
import { addDays, type LocalDay, localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import type { TouchpointStateName } from "@/lib/touchpoints/schema";
import type { InventoryRow } from "../rules/inventory-rows";
import type { InventoryInput, Warning } from "../schema";

export type Choice = { key: string; name: string; isRetired: boolean };
/** What a touchpoint can be sorted into, under its name; owners by the id of the person. */
export type InventoryChoices = Record<"phase" | "channel" | "department" | "moment" | "owner", Choice[]>;

export type Inventory = {
  rows: InventoryRow[];
  period: Period | null;
  today: LocalDay;
  places: Places;
  choices: InventoryChoices;
  /** The reader, and where they work. */
  reader: { id: string | null; department: string | null };
};

/** More than any company has; beyond it the list would no longer be read anyway. */
const most = 2_000;

type Found = {
  id: number;
  key: string;
  name: string;
  translations: Record<string, string> | null;
  phaseId: number | null;
  channelId: number | null;
  departmentId: number | null;
  momentOfTruthId: number | null;
  ownerUserId: number | null;
  planned: boolean | null;
  state: TouchpointStateName;
  contactsPerMonth: number | null;
  silent: boolean;
  measures: number;
};

/**
 * Every touchpoint in use with its scores, its warnings and who looks after it: one statement for each kind of fact,
 * however many touchpoints there are.
 * @throws AppError `invalid` for a segment that does not exist
 */
export async function readInventory(
  scope: Scope,
  input: Pick<InventoryInput, "period" | "from" | "to" | "segment">,
): Promise<Inventory> {
  const today = localDay(new Date(), scope.timeZone);
  const period = periodAsked(input, today);
  const places = await readPlaces(scope);
  const found = await readTouchpoints(scope, today);
  const { choices, owners, reader } = await readPeople(scope, places);
  const base = await resolveFilter(scope, { segment: input.segment }, places);
  const spans = { period, before: null };
  const scores = await readTogether(scope, {
    experience: groupReading("experience", base, spans, "touchpoint"),
    importance: groupReading("rating", { ...base, dimension: "importance" }, spans, "touchpoint"),
  });
  const keyOf = (list: readonly { id: number; key: string }[]) => {
    const keys = new Map(list.map(({ id, key }) => [id, key]));
    return (id: number | null) => (id === null ? null : (keys.get(id) ?? null));
  };
  const of = {
    phase: keyOf(places.phases),
    channel: keyOf(places.channels),
    department: keyOf(places.departments),
    moment: keyOf(owners.moments),
    score: scoresById(scores.experience, "experience"),
    importance: scoresById(scores.importance, "rating"),
  };
  const rows = found.map((row): InventoryRow => {
    const name = localName(row, scope.locale);
    return {
      id: row.id,
      key: row.key,
      name,
      words: [row.name, ...Object.values(row.translations ?? {}), row.key].join(" ").toLowerCase(),
      phase: of.phase(row.phaseId),
      channel: of.channel(row.channelId),
      department: of.department(row.departmentId),
      moment: of.moment(row.momentOfTruthId),
      owner: row.ownerUserId === null ? null : (owners.publicIds.get(row.ownerUserId) ?? null),
      planned: row.planned,
      state: row.state,
      contactsPerMonth: row.contactsPerMonth,
      measures: row.measures,
      warnings: warningsOf(row),
      score: of.score(row.id),
      importance: of.importance(row.id),
    };
  });
  return { rows, period, today, places, choices, reader };
}

function warningsOf({ departmentId, ownerUserId, silent }: Found): Warning[] {
  return [
    ...(departmentId === null && ownerUserId === null ? (["ownerless"] as const) : []),
    ...(silent ? (["silent"] as const) : []),
  ];
}

function scoresById(groups: readonly GroupScore[], measure: "experience" | "rating") {
  const found = new Map(groups.map(({ id, now }) => [id, shownOf(now)]));
  const nobody = shownOf(measureOf(measure, []));
  return (id: number) => found.get(String(id)) ?? nobody;
}

function readTouchpoints({ db, workspaceId }: Scope, today: LocalDay): Promise<Found[]> {
  return db.$queryRaw<Found[]>(Prisma.sql`
    select t."id", t."key", t."name", t."translations", t."phaseId", t."channelId", t."departmentId",
      t."momentOfTruthId", t."ownerUserId", t."planned", t."state", t."contactsPerMonth",
      ${silentSince(workspaceId, addDays(today, -silentAfterDays))} as silent,
      coalesce(open.count, 0)::int as measures
    from touchpoint t
    left join (
      select "touchpointId", count(*) from measure
      where "workspaceId" = ${workspaceId} and "touchpointId" is not null and "retiredAt" is null
        and "state" in ('proposed', 'running')
      group by "touchpointId") open on open."touchpointId" = t."id"
    where t."workspaceId" = ${workspaceId} and t."retiredAt" is null
    order by t."position", t."id" limit ${most}`);
}

/** Who may look after a touchpoint and who is asking, and the moments of truth. */
async function readPeople(scope: Scope, places: Places) {
  const { db, workspaceId, locale } = scope;
  const moments = await db.momentOfTruth.findMany({
    where: { workspaceId },
    select: { id: true, key: true, name: true, translations: true, retiredAt: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 1_000,
  });
  const members = await db.membership.findMany({
    where: { workspaceId },
    select: { userId: true, departmentId: true, deactivatedAt: true },
    take: 1_000,
  });
  const people = await peopleById(members.map(({ userId }) => userId));
  const me = scope.actor.kind === "user" ? scope.actor.id : null;
  const own = members.find(({ userId }) => userId === me)?.departmentId ?? null;
  const withParts = new Set(places.phases.map(({ parentId }) => parentId));
  const named = (list: readonly { key: string; name: string; retired: boolean }[]): Choice[] =>
    list.map(({ key, name, retired }) => ({ key, name, isRetired: retired }));
  const choices: InventoryChoices = {
    phase: named(places.phases.filter(({ id }) => !withParts.has(id))),
    channel: named(places.channels),
    department: named(places.departments),
    moment: moments.map((row) => ({
      key: row.key,
      name: localName(row, locale),
      isRetired: row.retiredAt !== null,
    })),
    owner: members
      .flatMap(({ userId, deactivatedAt }) => {
        const person = people.get(userId);
        return person ? [{ key: person.publicId, name: person.name, isRetired: deactivatedAt !== null }] : [];
      })
      .sort((a, b) => a.name.localeCompare(b.name, locale)),
  };
  return {
    choices,
    owners: { moments, publicIds: new Map([...people].map(([id, { publicId }]) => [id, publicId])) },
    reader: {
      id: me === null ? null : (people.get(me)?.publicId ?? null),
      department: places.departments.find(({ id }) => id === own)?.key ?? null,
    },
  };
}
