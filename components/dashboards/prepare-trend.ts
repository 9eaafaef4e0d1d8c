import type { TrendDrawing, TrendPoint } from "@/components/charts/trend-point";
import type { MeasureData, OverviewData, TrendBucket } from "@/lib/dashboards/queries/load-overview";
import { formatBucket, formatDay } from "@/lib/format/dates";
import { formatBounds, formatCount, formatValue } from "@/lib/format/numbers";
import type { DefinitionId } from "@/lib/metrics/definitions";
import { thinness } from "@/lib/metrics/thin-data";
import { bucketStart } from "@/lib/period/grain";
import type { Period } from "@/lib/period/period";
import type { Words } from "./prepare-tile";

/** A development as it is drawn: labels, order, gaps, marks. */
export function prepareTrend(
  overview: OverviewData,
  data: MeasureData,
  hrefOf: (period: Period) => string,
  words: Words,
): TrendDrawing {
  const { id } = data.now.definition;
  const points = data.trend.map((bucket) => pointOf(bucket, overview, id, hrefOf, words));
  return {
    points,
    ...axis(id, points, words.locale),
    markers: overview.markers.flatMap(({ on, title }) => {
      const at = data.trend.find(({ start }) => start === bucketStart(on, overview.grain))?.key;
      return at ? [{ at, label: `${formatDay(on, words.locale)}: ${title}` }] : [];
    }),
  };
}

function pointOf(
  { start, end, key, measured, isIncomplete }: TrendBucket,
  { grain }: OverviewData,
  id: DefinitionId,
  hrefOf: (period: Period) => string,
  { t, locale }: Words,
): TrendPoint {
  const name = formatBucket(start, grain, locale);
  const bounds = measured.interval && formatBounds(id, measured.interval, locale);
  const isThin = thinness(measured.n) === "few";
  const notes = [isIncomplete ? t("running") : null, isThin ? t("few") : null].filter(
    (note) => note !== null,
  );
  return {
    key,
    label: name.short,
    longLabel: name.long,
    value: measured.value,
    low: measured.interval?.low ?? null,
    high: measured.interval?.high ?? null,
    valueText: measured.value === null ? "–" : formatValue(id, measured.value, locale),
    ...(bounds ? { rangeText: t("range", bounds) } : {}),
    n: t("answers", { n: measured.n, shown: formatCount(measured.n, locale) }),
    href: hrefOf({ from: start, to: end }),
    isIncomplete,
    isThin,
    ...(notes.length > 0 ? { note: notes.join(", ") } : {}),
  };
}

/** NPS keeps its zero line and stays within its bounds; shares run from 0 to 1. */
function axis(
  id: DefinitionId,
  points: TrendPoint[],
  locale: string,
): Pick<TrendDrawing, "domain" | "ticks"> {
  if (id !== "nps") {
    const ticks = [0, 0.25, 0.5, 0.75, 1];
    return {
      domain: [0, 1],
      ticks: ticks.map((value) => ({ value, label: `${Math.round(value * 100)} %` })),
    };
  }
  const known = points.flatMap(({ value, low, high }) => [value, low, high].filter((one) => one !== null));
  const step = 20;
  const least = Math.max(-100, Math.floor(Math.min(0, ...known) / step) * step);
  const most = Math.min(100, Math.ceil(Math.max(step, ...known) / step) * step);
  const wide = most - least > 120 ? 2 * step : step;
  const ticks: number[] = [];
  for (let value = Math.ceil(least / wide) * wide; value <= most; value += wide) ticks.push(value);
  return {
    domain: [least, most],
    ticks: ticks.map((value) => ({ value, label: formatValue("nps", value, locale) })),
  };
}
