import type { Places } from "@/lib/filters/queries/read-places";
import { formatBounds, formatCount, formatShare, formatValue } from "@/lib/format/numbers";
import type { Locale } from "@/lib/language/locale";
import type { Translate } from "@/lib/language/translator";
import type { Kpi, KpiMeasure } from "@/lib/measures/schema";
import { DEFINITIONS, type DefinitionId } from "@/lib/metrics/definitions";
import type { Measured } from "@/lib/metrics/measured";
import { isScale, SCALES } from "@/lib/metrics/scales";

/** `t` speaks under `measures`, `overview` under `overview`. */
export type Words = { t: Translate; overview: Translate; locale: Locale; fewBelow?: number };

/** The definition that a figure follows; null for what is counted elsewhere. */
export function definitionOf(measure: KpiMeasure): DefinitionId | null {
  switch (measure) {
    case "relationship-nps":
    case "contact-nps":
      return "nps";
    case "experience":
      return "rating";
    case "promise":
      return "promises-kept";
    case "elsewhere":
      return null;
    default:
      return measure;
  }
}

/** A value of the figure, as it is written for readers. */
export function valueInWords(kpi: Kpi | null, value: number, { locale }: Words): string {
  const id = kpi && definitionOf(kpi.measure);
  if (id) return formatValue(id, value, locale, true);
  return kpi?.unit === "percent" ? formatShare(value, locale) : formatCount(value, locale);
}

/** "1,241 answers, range 3.9 to 4.3" */
export function rangeInWords(kpi: Kpi | null, now: Measured, { overview, locale }: Words): string | null {
  const id = kpi && definitionOf(kpi.measure);
  if (!id || !now.interval) return null;
  return overview("range", formatBounds(id, now.interval, locale, true));
}

/** What a value rests on: answers, or cases in which a promise applied. */
export const answersInWords = (kpi: Kpi | null, n: number, { t, overview, locale }: Words): string =>
  (kpi?.measure === "promise" ? t : overview)(kpi?.measure === "promise" ? "cases" : "answers", {
    ...{ n, shown: formatCount(n, locale) },
  });

/** What is measured, and for whom: "Experience, Installation visit, Small businesses". */
export function figureInWords(
  kpi: Kpi | null,
  kpiWords: string | null,
  places: Places,
  { t, overview }: Words,
): string {
  if (!kpi || kpi.measure === "elsewhere") return kpiWords ?? t("noFigure");
  const name = (list: readonly { key: string; name: string }[], key: string | undefined) =>
    key === undefined ? null : (list.find((one) => one.key === key)?.name ?? key);
  return [
    kpi.measure === "promise" ? t("promiseKept") : overview(`measures.${kpi.measure}`),
    name(places.touchpoints, kpi.touchpoint),
    name(places.channels, kpi.channel),
    name(places.productGroups, kpi["product-group"]),
    name(places.segments, kpi.segment),
  ]
    .filter((part) => part !== null)
    .join(", ");
}

/** The least and the most that a figure can be; of a rating, what its scale says. */
export function domainOf(kpi: Kpi | null, now: Measured | null): [number, number] | null {
  const id = kpi && definitionOf(kpi.measure);
  if (!id) return kpi?.unit === "percent" ? [0, 1] : null;
  if (id === "nps") return [-100, 100];
  if (DEFINITIONS[id].unit === "fraction") return [0, 1];
  const { scale } = now?.definition.parameters ?? {};
  if (id === "ces") return [1, 7];
  const { min, max } = SCALES[typeof scale === "string" && isScale(scale) ? scale : "1-5"];
  return [min, max];
}

type Rounding = "nearest" | "down" | "up";

/** A difference in points, without its sign: certain parts are rounded down, what an effect can at most be, up. */
export function pointsInWords(
  kpi: Kpi | null,
  value: number,
  { t, locale }: Words,
  rounding: Rounding = "nearest",
): string {
  const id = kpi && definitionOf(kpi.measure);
  const isShare = id ? DEFINITIONS[id].unit === "fraction" : kpi?.unit === "percent";
  const size = Math.abs(value) * (isShare ? 100 : 1);
  const how = { nearest: Math.round, down: Math.floor, up: Math.ceil }[rounding];
  // A certain part below a tenth would be rounded to nothing.
  const digits = rounding === "down" && size < 0.1 ? 2 : 1;
  const cautious = rounding === "down" ? 1e-9 : rounding === "up" ? -1e-9 : 0;
  const n = how(size * 10 ** digits + cautious) / 10 ** digits;
  return t(isShare ? "percentPoints" : "points", { n, shown: formatCount(n, locale) });
}

/** The same with its sign: "+0.8 points". */
export function changeInPoints(kpi: Kpi | null, value: number, words: Words): string {
  const points = pointsInWords(kpi, value, words);
  return `${value < 0 ? "−" : "+"}${points}`;
}
