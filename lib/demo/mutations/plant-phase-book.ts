import type { Calendar } from "../rules/calendar";
import { demoGoals, demoPages, demoWeakPoints } from "../rules/phase-book";
import { idOf, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/** The phase book of Wellanda as somebody has begun to write it. */
export async function plantPhaseBook(
  planting: Planting,
  calendar: Calendar,
  { phases, touchpoints }: Catalogues,
): Promise<void> {
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
      ...["phaseId", "text", "kpi", "kpiWords", "translations", "target"],
      ...["figure", "figureOn", "figureSource", "position"],
    ],
    demoGoals(calendar).map((goal) => [
      idOf(phases, goal.phase),
      ...[goal.text, goal.kpi, goal.kpiWords],
      JSON.stringify(goal.translations),
      ...[goal.target, goal.figure, goal.figureOn, goal.figureSource, goal.position],
    ]),
  );
  await insertRows(
    planting,
    "weak_point",
    ["phaseId", "touchpointId", "text", "evidence", "translations", "position"],
    demoWeakPoints.map((one) => [
      idOf(phases, one.phase),
      one.touchpoint === null ? null : (touchpoints.get(one.touchpoint)?.id ?? null),
      ...[one.text, one.evidence],
      JSON.stringify(one.translations),
      one.position,
    ]),
  );
}
