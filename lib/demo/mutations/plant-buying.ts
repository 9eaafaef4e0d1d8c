import { demoInformationNeeds } from "../rules/buying";
import { idOf, insertNumbered, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/** What customers want to know before they buy, and what Wellanda has for it. */
export async function plantBuying(
  planting: Planting,
  { phases, touchpoints, departments }: Catalogues,
): Promise<void> {
  const ids = await insertNumbered(
    planting,
    "information_need",
    ["phaseId", "text", "translations", "position"],
    demoInformationNeeds.map(({ phase, text: [de, en] }, position) => [
      idOf(phases, phase),
      ...[de, JSON.stringify({ text: { de, en } }), position],
    ]),
  );
  await insertRows(
    planting,
    "information_offer",
    ["needId", "kind", "name", "address", "translations", "touchpointId", "departmentId", "position"],
    demoInformationNeeds.flatMap(({ offers }, at) =>
      offers.map(({ kind, name: [de, en], address, touchpoint, department }, position) => [
        ids[at] ?? 0,
        ...[kind, de, address ?? null, JSON.stringify({ name: { de, en } })],
        touchpoint ? (touchpoints.get(touchpoint)?.id ?? null) : null,
        ...[idOf(departments, department), position],
      ]),
    ),
  );
}
