import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import type { Slice } from "@/lib/feedback/queries/slice";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { bounded, periodAsked, periodsBack } from "@/lib/filters/rules/spans";
import { isLocale, localName } from "@/lib/language/locale";
import { spokenIn } from "@/lib/language/spoken-text";
import { sentenceOf } from "@/lib/language/translator";
import { readMeasures } from "@/lib/measures/queries/read-measures";
import { addDays, addMonths, daysBetween, type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period, wholeMonths } from "@/lib/period/period";
import { segmentCondition, toldOnce } from "@/lib/segments/queries/segment-condition";
import { columnsOf, type PutCard, placeCards } from "../rules/place-cards";
import type { JourneyMapInput, Lane, Side } from "../schema/map";
import { listPersonas, type Persona } from "./list-personas";
import { readStations, type StationScores } from "./read-stations";
import { findJourney, mapTarget } from "./whose-map";

/** A touchpoint on the map with what was measured there. */
export type Station = StationScores & {
  key: string;
  name: string;
  isHidden: boolean;
  department: string | null;
  owner: string | null;
  /** The moment of truth that it is. */
  moment: string | null;
  /** Whether the persona names it as one that matters. */
  matters: boolean;
  /** How customers shall feel there, −2…2. */
  wish: number | null;
};

export type MapNote = { id: string; phase: string; lane: Lane; text: string; version: number };
export type MapMeasure = { id: string; phase: string; name: string; state: string };

export type MapColumn = { key: string; name: string; parent: string | null; stations: Station[] };

export type JourneyMapData = {
  today: LocalDay;
  period: Period | null;
  isOver: boolean;
  against: Period | null;
  /** Periods of the same length before, the latest first. */
  earlier: Period[];
  persona: Persona | null;
  segment: { key: string; name: string } | null;
  /** Why the segment's members cannot be told. */
  problem: string | null;
  personas: { key: string; name: string }[];
  segments: { key: string; name: string }[];
  side: Side;
  columns: MapColumn[];
  /** Touchpoints without a phase in use. */
  nowhere: number;
  notes: MapNote[];
  measures: MapMeasure[];
  places: Places;
};

const earlierShown = 8;

/** The journey of a persona, a segment or everybody, in a number of statements that does not grow with the map. */
export async function loadJourneyMap(scope: Scope, input: JourneyMapInput): Promise<JourneyMapData> {
  const today = localDay(new Date(), scope.timeZone);
  const places = await readPlaces(scope);
  const personas = (await listPersonas(scope)).filter(
    ({ isRetired, key }) => !isRetired || key === input.persona,
  );
  const whose = whoseMap(input, personas);
  const target = await mapTarget(scope, whose);
  const persona = personas.find(({ key }) => key === whose.persona) ?? null;
  const segment = persona
    ? persona.segment
    : (places.segments.find(({ key }) => key === whose.segment) ?? null);
  const period = periodAsked(input, today);
  const against = equalPeriod(period, input.against);
  const { base, members, problem } = await sliceOf(scope, segment?.key);
  const drawn = await readDrawn(scope, await findJourney(scope, target), input.side);
  const stations = await readStations(scope, {
    base,
    members,
    period,
    against,
    places,
    segment: segment?.key,
    isTold: problem === null,
  });
  const extras = await readExtras(scope);
  const { columns, nowhere } = placeCards(places, drawn.cards, input.side);
  const matters = new Set(persona?.touchpoints.map(({ key }) => key));
  const wishes = new Map(
    drawn.cards.filter(({ side }) => side === "to-be").map((one) => [one.touchpointId, one.mood]),
  );
  const phaseNames = new Map(places.phases.map(({ id, name }) => [id, name]));
  const station = (id: number, isHidden: boolean): Station[] => {
    const touchpoint = places.touchpoints.find((one) => one.id === id);
    if (!touchpoint) return [];
    const extra = extras.get(id);
    return [
      {
        key: touchpoint.key,
        name: touchpoint.name,
        isHidden,
        department: places.departments.find((one) => one.id === touchpoint.departmentId)?.name ?? null,
        owner: extra?.owner ?? null,
        moment: extra?.moment ?? null,
        matters: matters.has(touchpoint.key),
        wish: wishes.get(id) ?? null,
        ...stations.at(id),
      },
    ];
  };
  return {
    today,
    period,
    isOver: !period || isOver(period, today),
    against,
    earlier: bounded(period)
      ? periodsBack(period as Period, earlierShown + 1)
          .slice(0, -1)
          .reverse()
      : [],
    persona,
    segment: segment && { key: segment.key, name: segment.name },
    problem,
    personas: personas.map(({ key, name }) => ({ key, name })),
    segments: places.segments.filter(({ retired }) => !retired).map(({ key, name }) => ({ key, name })),
    side: input.side,
    columns: columnsOf(places.phases).map(({ id, key, name, parentId }) => ({
      key,
      name,
      parent: parentId === null ? null : (phaseNames.get(parentId) ?? null),
      stations: (columns.get(id) ?? []).flatMap((card) => station(card.touchpointId, card.isHidden)),
    })),
    nowhere: nowhere.length,
    notes: drawn.notes,
    measures: await measuresOf(scope, segment?.key),
    places,
  };
}

/** What the address asks for; else the first persona, else everybody. */
function whoseMap({ persona, segment }: JourneyMapInput, personas: readonly Persona[]) {
  if (persona || segment) return { persona, segment: persona ? undefined : segment };
  return { persona: personas.find(({ isRetired }) => !isRetired)?.key, segment: undefined };
}

/** As long as the period, from another day on; never the period itself. */
function equalPeriod(period: Period | null, from: LocalDay | undefined): Period | null {
  const span = bounded(period);
  if (!span || !from || from === span.from) return null;
  const months = from.endsWith("-01") ? wholeMonths(span) : null;
  const to = months === null ? addDays(from, daysBetween(span.from, span.to)) : addMonths(from, months);
  return { from, to };
}

type Whose = { base: Slice; members: readonly Prisma.Sql[]; problem: string | null };

/** Nobody's answers where the members cannot be told, with the reason. */
async function sliceOf(scope: Scope, segment: string | undefined): Promise<Whose> {
  if (!segment) return { base: { period: null }, members: [], problem: null };
  try {
    const { condition, tables } = toldOnce(await segmentCondition(scope, [segment]));
    return { base: { period: null, customerCondition: condition }, members: tables, problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, fields } = sentenceOf(error, isLocale(scope.locale) ? scope.locale : "en");
    return {
      base: { period: null, touchpointIds: [] },
      members: [],
      problem: [message, ...Object.values(fields ?? {})].join(" "),
    };
  }
}

/** What is done that concerns this group: measures for everybody, and those for this segment. */
async function measuresOf(scope: Scope, segment: string | undefined): Promise<MapMeasure[]> {
  const measures = await readMeasures(scope, {});
  return measures
    .filter((one) => !segment || one.segment === null || one.segment === segment)
    .map(({ id, phase, name, state }) => ({ id, phase, name, state }));
}

type Drawn = { cards: (PutCard & { mood: number | null })[]; notes: MapNote[] };
type NoteRow = MapNote & { translations: unknown };

/** Cards of both sides, notes of this one. */
async function readDrawn(
  { db, workspaceId, locale }: Scope,
  journey: { id: number } | null,
  side: Side,
): Promise<Drawn> {
  if (!journey) return { cards: [], notes: [] };
  const [row] = await db.$queryRaw<{ cards: Drawn["cards"]; notes: NoteRow[] }[]>(Prisma.sql`
    select coalesce((select json_agg(json_build_object('touchpointId', c."touchpointId", 'side', c."side",
        'phaseId', c."phaseId", 'position', c."position", 'hidden', c."hidden", 'mood', c."mood"::float8))
        from journey_card c where c."workspaceId" = ${workspaceId} and c."journeyId" = ${journey.id}), '[]'::json) as cards,
      coalesce((select json_agg(json_build_object('id', n."publicId", 'phase', p."key", 'lane', n."lane",
          'text', n."text", 'translations', n."translations", 'version', n."version") order by n."position", n."id")
        from journey_note n join phase p on p."workspaceId" = n."workspaceId" and p."id" = n."phaseId"
        where n."workspaceId" = ${workspaceId} and n."journeyId" = ${journey.id} and n."side" = ${side}), '[]'::json) as notes`);
  return {
    cards: row?.cards ?? [],
    notes: (row?.notes ?? []).map(({ translations, ...note }) => ({
      ...note,
      text: spokenIn({ text: note.text, translations }, locale),
    })),
  };
}

type Extra = { owner: string | null; moment: string | null };

/** Who is responsible, and which moment of truth it is. */
async function readExtras({ db, workspaceId, locale }: Scope): Promise<Map<number, Extra>> {
  const rows = await db.touchpoint.findMany({
    where: {
      workspaceId,
      retiredAt: null,
      OR: [{ ownerUserId: { not: null } }, { momentOfTruthId: { not: null } }],
    },
    select: {
      id: true,
      ownerUserId: true,
      momentOfTruth: { select: { name: true, translations: true } },
    },
  });
  const people = await peopleById([...new Set(rows.flatMap(({ ownerUserId }) => ownerUserId ?? []))]);
  return new Map(
    rows.map(({ id, ownerUserId, momentOfTruth }) => [
      id,
      {
        owner: (ownerUserId !== null && people.get(ownerUserId)?.name) || null,
        moment: momentOfTruth && localName(momentOfTruth, locale),
      },
    ]),
  );
}
