import type { Calendar } from "../rules/calendar";
import { demoGoals, demoPages, demoWeakPoints } from "../rules/phase-book";
import { idOf, insertNumbered, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/**
 * The phase book of Wellanda as somebody has begun to write it.
 * @returns the ids of the weak points by their keys in the catalogue
 */
export async function plantPhaseBook(
  planting: Planting,
  calendar: Calendar,
  { phases, touchpoints }: Catalogues,
): Promise<Map<string, number>> {
  await insertRows(
    planting,
    "phase_page",
    ["phaseId", "moves", "knows", "hopes", "needs", "translations"],
    demoPages.map(({ phase, de, translations }) => [
      idOf(phases, phase),
      ...[de.moves, de.knows, de.hopes, de.needs],
      JSON.stringify(translations),
    ]),
  );
  await insertRows(
    planting,
    "goal",
    [
      ...["phaseId", "text", "kpi", "kpiWords", "translations", "target", "targetOn"],
      ...["figure", "figureOn", "figureSource", "position"],
    ],
    demoGoals(calendar).map((goal) => [
      idOf(phases, goal.phase),
      ...[goal.text, goal.kpi, goal.kpiWords],
      JSON.stringify(goal.translations),
      ...[goal.target, goal.targetOn, goal.figure, goal.figureOn, goal.figureSource, goal.position],
    ]),
  );
  const weakPoints = demoWeakPoints(calendar);
  const ids = await insertNumbered(
    planting,
    "weak_point",
    [
      ...["phaseId", "touchpointId", "text", "evidence", "translations", "position"],
      ...["state", "namedBy", "askedOf", "decidedOn"],
    ],
    weakPoints.map((one) => [
      idOf(phases, one.phase),
      one.touchpoint === null ? null : (touchpoints.get(one.touchpoint)?.id ?? null),
      ...[one.text, one.evidence],
      JSON.stringify(one.translations),
      ...[one.position, one.state, one.namedBy, one.askedOf, one.decidedOn],
    ]),
  );
  return new Map(weakPoints.map(({ key }, index) => [key, ids[index] ?? 0]));
}
