import { metrics, scales } from "@/lib/feedback/rules/codes";
import { bucketKey } from "@/lib/period/grain";
import { type Calendar, dayText } from "../rules/calendar";
import domain from "../rules/domain.json";
import { idOf, insertRows, type Planting } from "./insert-rows";
import type { Catalogues } from "./plant-catalogues";

/** What young people expected of portal and app before the survey: their expectation rose, the experience did not. */
const before: Record<string, number> = { "digital|self-service-app": 4.1 };

type Place = { segment: string | null; touchpoint: string; expected: number; importance: number };

/** What customers expect and how much it matters to them: agreed in a workshop, later put right by a survey. */
export async function plantExpectations(
  planting: Planting,
  calendar: Calendar,
  { touchpoints, segments }: Catalogues,
  staff: ReadonlyMap<string, number>,
): Promise<void> {
  const places: Place[] = [
    ...domain.touchpoints.map(({ key, expected, importance }) => ({
      segment: null,
      touchpoint: key,
      expected: Number(expected),
      importance: Number(importance),
    })),
    ...(domain.expectations as [string, string, number, number][]).map(
      ([segment, touchpoint, expected, importance]) => ({ segment, touchpoint, expected, importance }),
    ),
  ];
  const touchpointIds = new Map([...touchpoints].map(([key, { id }]) => [key, id]));
  const survey = dayText(calendar.from(-2));
  const [year = "", quarter = ""] = bucketKey(survey, "quarter").split("-Q");
  const versions = [
    {
      validFrom: dayText(calendar.from(-8)),
      source: {
        de: "Workshop mit zehn Kunden je Segment",
        en: "Workshop with ten customers of each segment",
      },
      old: before,
    },
    {
      validFrom: survey,
      source: {
        de: `Kundenbefragung im ${quarter}. Quartal ${year}`,
        en: `Customer survey in quarter ${quarter} of ${year}`,
      },
      old: {} as typeof before,
    },
  ];
  await insertRows(
    planting,
    "expectation",
    [
      "segmentId",
      "touchpointId",
      "metric",
      "scale",
      "expected",
      "importance",
      "validFrom",
      "source",
      "translations",
      "setByUserId",
    ],
    versions.flatMap(({ validFrom, source, old }) =>
      places.map(({ segment, touchpoint, expected, importance }) => [
        segment === null ? null : idOf(segments, segment),
        idOf(touchpointIds, touchpoint),
        metrics.codeOf("csat"),
        scales.codeOf("1-5"),
        old[`${segment}|${touchpoint}`] ?? expected,
        importance,
        validFrom,
        source.de,
        JSON.stringify({ source }),
        staff.get("Mara Lindner") ?? null,
      ]),
    ),
  );
}
