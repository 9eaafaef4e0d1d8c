import { brandValues, buildBrandRatings } from "../rules/build-brand";
import type { Calendar } from "../rules/calendar";
import { idOf, insertKeyed, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/** What the brand stands for, and how well touchpoints fit it: as customers say, and as three visits found. */
export async function plantBrand(
  planting: Planting,
  calendar: Calendar,
  { touchpoints }: Pick<Catalogues, "touchpoints">,
): Promise<void> {
  const values = await insertKeyed(
    planting,
    "brand_value",
    ["key", "name", "translations", "position"],
    brandValues.map(({ key, de, en }, position) => [key, de, JSON.stringify({ de, en }), position]),
  );
  await insertRows(
    planting,
    "brand_rating",
    ["touchpointId", "brandValueId", "on", "by", "score", "n", "note", "translations"],
    buildBrandRatings(calendar).map(({ touchpoint, value, on, by, score, n, note }) => {
      const place = touchpoints.get(touchpoint);
      if (!place) throw new Error(`The demo company rates "${touchpoint}", which is not planted.`);
      return [
        ...[place.id, value === null ? null : idOf(values, value), on, by, score, n],
        ...[note?.de ?? null, note && JSON.stringify({ note })],
      ];
    }),
  );
}
