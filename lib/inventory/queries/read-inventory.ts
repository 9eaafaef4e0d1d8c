import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { readBrandFit } from "@/lib/brand/queries/read-ratings";
import { type GroupScore, groupReading } from "@/lib/dashboards/queries/measure-reading";
import { silentAfterDays, silentSince } from "@/lib/dashboards/queries/read-desk";
import { Prisma } from "@/lib/db/generated/client";
import { type DriversData, loadDrivers } from "@/lib/drivers/queries/load-drivers";
import { driversInput } from "@/lib/drivers/schema";
import { listGaps } from "@/lib/expectations/queries/list-gaps";
import { readTogether } from "@/lib/feedback/queries/read-together";
import type { Slice } from "@/lib/feedback/queries/slice";
import { shownOf } from "@/lib/feedback/rules/difference-of";
import { measureOf } from "@/lib/feedback/rules/score-measures";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { periodAsked } from "@/lib/filters/rules/spans";
import { localName } from "@/lib/language/locale";
import { addDays, type LocalDay, localDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import type { TouchpointStateName } from "@/lib/touchpoints/schema";
import type { InventoryGap, InventoryRow } from "../rules/inventory-rows";
import type { InventoryInput, Warning } from "../schema";

export type Choice = { key: string; name: string; isRetired: boolean };
/** What a touchpoint can be sorted into, under its name; owners by the id of the person. */
export type InventoryChoices = Record<"phase" | "channel" | "department" | "moment" | "owner", Choice[]>;

export type Inventory = {
  rows: InventoryRow[];
  period: Period | null;
  today: LocalDay;
  places: Places;
  /** What derived importance is worked out from; null where it was not asked for. */
  drivers: DriversData | null;
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
  more: { isBrandWanted?: boolean; isDerivedWanted?: boolean } = {},
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
  });
  const gapOf = await readGaps(scope, { period, base, places, segments: input.segment });
  const fits = more.isBrandWanted ? await readBrandFit(scope) : null;
  const keyOf = (list: readonly { id: number; key: string }[]) => {
    const keys = new Map(list.map(({ id, key }) => [id, key]));
    return (id: number | null) => (id === null ? null : (keys.get(id) ?? null));
  };
  const of = {
    phase: keyOf(places.phases),
    channel: keyOf(places.channels),
    department: keyOf(places.departments),
    moment: keyOf(owners.moments),
    score: scoresById(scores.experience),
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
      warnings: warningsOf(row, gapOf(row.id)),
      score: of.score(row.id),
      gap: gapOf(row.id),
      brand: fits?.get(row.id)?.overall ?? null,
    };
  });
  // Cases need a year and more people than a touchpoint's own filter leaves, so only the segment narrows them.
  const drivers = more.isDerivedWanted
    ? await loadDrivers(scope, driversInput.parse({ segment: input.segment }))
    : null;
  return { rows, period, today, places, drivers, choices, reader };
}

function warningsOf({ departmentId, ownerUserId, silent }: Found, { verdict }: InventoryGap): Warning[] {
  return [
    ...(departmentId === null && ownerUserId === null ? (["ownerless"] as const) : []),
    ...(silent ? (["silent"] as const) : []),
    ...(verdict === "noExpectation" ? (["noExpectation"] as const) : []),
  ];
}

/** Of all customers, each measured by what their own segment expects; of one segment where only one is asked for. */
async function readGaps(
  scope: Scope,
  {
    segments,
    ...asked
  }: { period: Period | null; base: Slice; places: Places; segments?: string[] | undefined },
): Promise<(touchpointId: number) => InventoryGap> {
  const one = segments?.length === 1 ? segments : [];
  const list = await listGaps(scope, { ...asked, segments: one });
  const wanted = list.segments[0]?.id ?? null;
  const found = new Map(
    list.rows
      .filter(({ segmentId }) => segmentId === wanted)
      .map(({ touchpointId, verdict, expected, gap, importance, priority }) => [
        touchpointId,
        {
          verdict,
          expected: expected?.value ?? null,
          value: gap?.value ?? null,
          importance: importance && { value: importance.value, isAnswered: importance.from === "answers" },
          certain: priority?.certain ?? 0,
        },
      ]),
  );
  return (id) => found.get(id) ?? nothingExpected;
}

const nothingExpected: InventoryGap = {
  verdict: "noExpectation",
  expected: null,
  value: null,
  importance: null,
  certain: 0,
};

function scoresById(groups: readonly GroupScore[]) {
  const found = new Map(groups.map(({ id, now }) => [id, shownOf(now)]));
  const nobody = shownOf(measureOf("experience", []));
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
