import { type Calendar, dayText } from "../rules/calendar";
import { promises } from "../rules/promises";
import { idOf, insertNumbered, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/** What the company has promised where, and how often it was kept before and in the last quarter. */
export async function plantPromises(
  planting: Planting,
  calendar: Calendar,
  { touchpoints, segments }: Catalogues,
): Promise<void> {
  const touchpointIds = new Map([...touchpoints].map(([key, { id }]) => [key, id]));
  const ids = await insertNumbered(
    planting,
    "promise",
    ["text", "translations", "touchpointId", "segmentId", "saidWhere", "howMuch"],
    promises.map(({ touchpoint, segment, texts }) => [
      texts.text.de,
      JSON.stringify(texts),
      idOf(touchpointIds, touchpoint),
      segment === null ? null : idOf(segments, segment),
      texts.saidWhere.de,
      texts.howMuch.de,
    ]),
  );
  await insertRows(
    planting,
    "promise_count",
    ["promiseId", "fromOn", "toOn", "kept", "cases"],
    promises.flatMap(({ counts }, index) =>
      counts.map(({ first, last, kept, cases }) => [
        ids[index] ?? 0,
        dayText(calendar.from(first)),
        dayText(calendar.from(last + 1)),
        kept,
        cases,
      ]),
    ),
  );
}
