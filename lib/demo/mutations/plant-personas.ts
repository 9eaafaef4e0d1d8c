import { type Calendar, dayText } from "../rules/calendar";
import { notesOf, wishes } from "../rules/journeys";
import { needsOfCustomers, needsOfPersonas, needsOfSegments, personas } from "../rules/personas";
import { type Cell, idOf, insertKeyed, insertNumbered, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

const both = (de: string, en: string): Cell[] => [de, JSON.stringify({ de, en })];

/** The people who stand for the segments, what matters to whom, and a journey for each of them. */
export async function plantPersonas(
  planting: Planting,
  calendar: Calendar,
  catalogues: Catalogues,
  staff: ReadonlyMap<string, number>,
): Promise<void> {
  const { segments, touchpoints } = catalogues;
  const touchpointIds = new Map([...touchpoints].map(([key, { id }]) => [key, id]));
  const ids = await insertKeyed(
    planting,
    "persona",
    ["key", "name", "segmentId", "who", "needs", "quote", "translations", "position"],
    personas.map(({ key, segment, texts }, position) => [
      key,
      texts.name[0],
      idOf(segments, segment),
      texts.who[0],
      texts.needs[0],
      texts.quote[0],
      JSON.stringify(
        Object.fromEntries(Object.entries(texts).map(([field, [de, en]]) => [field, { de, en }])),
      ),
      position,
    ]),
  );
  await insertRows(
    planting,
    "persona_touchpoint",
    ["personaId", "touchpointId"],
    personas.flatMap((one) => one.touchpoints.map((key) => [idOf(ids, one.key), idOf(touchpointIds, key)])),
  );
  await plantNeeds(planting, calendar, segments, ids, staff);
  await plantJourneys(planting, catalogues, touchpointIds, ids);
}

async function plantNeeds(
  planting: Planting,
  calendar: Calendar,
  segments: ReadonlyMap<string, number>,
  personaIds: ReadonlyMap<string, number>,
  staff: ReadonlyMap<string, number>,
): Promise<void> {
  const { rows: found } = await planting.client.query<{ name: string; id: number }>(
    `select "name", min("id") as id from customer where "workspaceId" = $1 and "name" = any($2) group by "name"`,
    [planting.workspaceId, needsOfCustomers.map(({ name }) => name)],
  );
  const customerIds = new Map(found.map(({ name, id }) => [name, id]));
  const workshop = dayText(calendar.day(-3, 12));
  const of = (
    column: 0 | 1 | 2,
    id: number,
    { kind, de, en }: { kind: string; de: string; en: string },
    [on, source, by]: [on: string, source: string | null, by: number | null],
  ): Cell[] => [...[0, 1, 2].map((at) => (at === column ? id : null)), kind, ...both(de, en), on, source, by];
  await insertRows(
    planting,
    "need_statement",
    ["segmentId", "personaId", "customerId", "kind", "text", "translations", "on", "source", "notedByUserId"],
    [
      ...Object.entries(needsOfSegments).flatMap(([key, needs]) =>
        needs.map((one) => of(0, idOf(segments, key), one, [workshop, "Workshop", null])),
      ),
      ...Object.entries(needsOfPersonas).flatMap(([key, needs]) =>
        needs.map((one) => of(1, idOf(personaIds, key), one, [workshop, "Interviews", null])),
      ),
      ...needsOfCustomers.flatMap(({ name, on, by, needs }) =>
        needs.map((one) =>
          of(2, idOf(customerIds, name), one, [dayText(calendar.day(...on)), null, staff.get(by) ?? null]),
        ),
      ),
    ],
  );
}

async function plantJourneys(
  planting: Planting,
  { phases }: Catalogues,
  touchpointIds: ReadonlyMap<string, number>,
  personaIds: ReadonlyMap<string, number>,
): Promise<void> {
  const journeys = await insertNumbered(
    planting,
    "journey",
    ["name", "personaId", "position"],
    personas.map(({ key, texts }, position) => [texts.name[0], idOf(personaIds, key), position]),
  );
  const journeyOf = new Map(personas.map(({ key }, index) => [key, journeys[index] ?? 0]));
  await insertRows(
    planting,
    "journey_note",
    ["journeyId", "phaseId", "lane", "side", "text", "translations", "position"],
    personas.flatMap(({ key }) =>
      notesOf(key).map(([phase, lane, de, en], position) => [
        idOf(journeyOf, key),
        idOf(phases, phase),
        lane,
        "as-is",
        ...both(de, en),
        position,
      ]),
    ),
  );
  await insertRows(
    planting,
    "journey_card",
    ["journeyId", "touchpointId", "side", "phaseId", "position", "mood"],
    wishes.map(([persona, touchpoint, phase, mood]) => [
      idOf(journeyOf, persona),
      idOf(touchpointIds, touchpoint),
      "to-be",
      idOf(phases, phase),
      9_999,
      mood,
    ]),
  );
}
