import type { Calendar } from "../rules/calendar";
import { demoFindings } from "../rules/findings";
import { idOf, insertNumbered, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/** What Wellanda found out, who was told, and the measure that came of it. */
export async function plantFindings(
  planting: Planting,
  calendar: Calendar,
  { touchpoints, departments }: Catalogues,
  { weakPoints, staff }: Record<"weakPoints" | "staff", ReadonlyMap<string, number>>,
): Promise<void> {
  const findings = demoFindings(calendar);
  const ids = await insertNumbered(
    planting,
    "finding",
    [
      ...["sentence", "translations", "page", "query", "weakPointId", "touchpointId", "createdById"],
      ...["createdAt", "updatedAt"],
    ],
    findings.map(({ sentence, page, query, weakPoint, touchpoint, createdAt }) => [
      ...[sentence.de, JSON.stringify({ sentence }), page, query, idOf(weakPoints, weakPoint)],
      ...[touchpoints.get(touchpoint)?.id ?? null, staff.get("Mara Lindner") ?? null, createdAt, createdAt],
    ]),
  );
  await insertRows(
    planting,
    "finding_department",
    ["findingId", "departmentId", "seenAt"],
    findings.flatMap((one, index) =>
      one.departments.map(({ key, seenAt }) => [ids[index] ?? 0, idOf(departments, key), seenAt]),
    ),
  );
  for (const [index, { measure }] of findings.entries()) {
    if (measure)
      await planting.client.query(
        `update measure set "findingId" = $3 where "workspaceId" = $1 and "key" = $2`,
        [planting.workspaceId, measure, ids[index]],
      );
  }
}
