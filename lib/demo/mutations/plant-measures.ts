import type { Calendar } from "../rules/calendar";
import { demoMeasures } from "../rules/measures";
import { idOf, insertKeyed, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/** What Wellanda does about its gaps, with money and person-days. */
export async function plantMeasures(
  planting: Planting,
  calendar: Calendar,
  { phases, touchpoints, departments, segments }: Catalogues,
  staff: ReadonlyMap<string, number>,
): Promise<void> {
  const measures = demoMeasures(calendar);
  const ids = await insertKeyed(
    planting,
    "measure",
    [
      ...["key", "name", "translations", "phaseId", "touchpointId", "segmentId", "departmentId"],
      ...["ownerUserId", "ownerName", "kpi", "kpiWords", "comparison", "startValue", "target"],
      ...["startsOn", "endsOn", "targetOn", "budgetMinor", "state", "position"],
    ],
    measures.map((one, position) => [
      one.key,
      one.de,
      JSON.stringify({
        name: { de: one.de, en: one.en },
        ...(one.kpiWords ? { kpiWords: { de: one.kpiWords, en: one.kpiWordsEn } } : {}),
      }),
      idOf(phases, one.subPhase),
      touchpoints.get(one.touchpoint)?.id ?? null,
      one.kpi.segment ? idOf(segments, one.kpi.segment) : null,
      idOf(departments, one.department),
      staff.get(one.owner) ?? null,
      staff.has(one.owner) ? null : one.owner,
      JSON.stringify(one.kpi),
      one.kpiWords,
      one.comparison && JSON.stringify(one.comparison),
      one.startValue,
      one.target,
      one.startsOn,
      one.endsOn,
      one.targetOn,
      one.budgetMinor,
      one.state,
      position,
    ]),
  );
  await insertRows(
    planting,
    "measure_effort",
    ["measureId", "departmentId", "personDays"],
    measures.map(({ key, department, personDays }) => [
      idOf(ids, key),
      idOf(departments, department),
      personDays,
    ]),
  );
}
