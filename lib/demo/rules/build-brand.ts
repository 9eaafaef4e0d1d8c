import { type Calendar, dayText } from "./calendar";
import domain from "./domain.json";
import { plannedCells, storyTouchpoints } from "./story";

export type BrandRatingPlan = {
  touchpoint: string;
  /** Null: all values together. */
  value: string | null;
  on: string;
  by: "customers" | "mystery";
  score: number;
  n: number;
  note: { de: string; en: string } | null;
};

export const brandValues = domain.brand.map(([key = "", de = "", en = ""]) => ({ key, de, en }));

type Visit = [touchpoint: string, quarter: number, day: number, scores: number[], de: string, en: string];

/** Points for the four values in their order. */
const visits: Visit[] = [
  [
    "store-advice",
    -1,
    41,
    [5, 5, 5, 4],
    "Nach vier Minuten begrüßt. Die Beraterin fragte zuerst nach dem Bedarf und riet vom teureren Tarif ab. Das Angebot für Bestandskunden nannte sie erst auf Nachfrage.",
    "Greeted after four minutes. The adviser first asked what was needed and advised against the dearer tariff. She named the offer for existing customers only when asked.",
  ],
  [
    "fault-hotline",
    -1,
    58,
    [2, 4, 2, 3],
    "Samstag, 11 Uhr: 27 Minuten Warteschleife. Freundlich und verständlich, aber der zugesagte Rückruf kam erst am Montag.",
    "Saturday, 11 am: 27 minutes on hold. Friendly and plain, but the promised call back came only on Monday.",
  ],
  [
    "moving",
    -2,
    33,
    [2, 3, 1, 3],
    "Umzug telefonisch gemeldet, zweimal verbunden. Niemand nannte einen Ansprechpartner, ein Termin kam nicht zustande.",
    "Told them on the phone about moving house, put through twice. Nobody named a contact, no date was agreed.",
  ],
];

/**
 * How well touchpoints fit the brand. Customers' means stand in the story's list of touchpoints; they are rated by those
 * who answered there in the quarter.
 */
export function buildBrandRatings(calendar: Calendar): BrandRatingPlan[] {
  const cells = plannedCells();
  const byCustomers = domain.touchpoints.map(({ key, brandFit }): BrandRatingPlan => {
    const told = storyTouchpoints.find((one) => one.key === key);
    const planned = cells.filter(({ touchpoint }) => touchpoint === key);
    const quarter = told?.answersPerQuarter ? -1 : Math.max(-8, ...planned.map((cell) => cell.quarter));
    const answers = planned
      .filter((cell) => cell.quarter === quarter)
      .reduce((sum, { counts }) => sum + counts.reduce((all, count) => all + count, 0), 0);
    return {
      touchpoint: key,
      value: null,
      on: dayText(calendar.lastOf(Math.min(-1, quarter))),
      by: "customers",
      score: Number(brandFit),
      n: told?.answersPerQuarter || answers || 1,
      note: null,
    };
  });
  const byVisits = visits.flatMap(([touchpoint, quarter, day, scores, de, en]) =>
    brandValues.map(
      ({ key }, index): BrandRatingPlan => ({
        touchpoint,
        value: key,
        on: dayText(calendar.day(quarter, day)),
        by: "mystery",
        score: scores[index] ?? 3,
        n: 1,
        note: { de, en },
      }),
    ),
  );
  return [...byCustomers.filter(({ score }) => score > 0), ...byVisits];
}
