import type { TrendDrawing, TrendPoint } from "@/components/charts/trend-point";
import type { MeasureData, TrendBucket } from "@/lib/dashboards/queries/measure-reading";
import type { MarkerPlace } from "@/lib/dashboards/queries/read-desk";
import { formatBucket, formatDay } from "@/lib/format/dates";
import { formatBounds, formatCount, formatShare, formatValue } from "@/lib/format/numbers";
import type { DefinitionId } from "@/lib/metrics/definitions";
import type { DefinitionParameters } from "@/lib/metrics/measured";
import { isScale, SCALES } from "@/lib/metrics/scales";
import { thinness } from "@/lib/metrics/thin-data";
import { bucketStart, type Grain } from "@/lib/period/grain";
import type { LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import type { Words } from "./prepare-tile";

type Trend = { grain: Grain; markers: readonly Pick<MarkerPlace, "on" | "title">[] };

/** A development as it is drawn: labels, order, gaps, marks. */
export function prepareTrend(
  { grain, markers }: Trend,
  data: Pick<MeasureData, "now" | "trend">,
  hrefOf: (period: Period) => string | undefined,
  words: Words,
  markHrefOf: (day: LocalDay) => string | undefined = () => undefined,
): TrendDrawing {
  const { id, parameters } = data.now.definition;
  const points = data.trend.map((bucket) => ({
    ...pointOf(bucket, grain, hrefOf, words),
    markHref: markHrefOf(bucket.start),
  }));
  return {
    points,
    ...axis(id, parameters, points, words.locale),
    markers: markers.flatMap(({ on, title }) => {
      const at = data.trend.find(({ start, end }) => start <= on && on < end)?.key;
      return at ? [{ at, label: `${formatDay(on, words.locale)}: ${title}` }] : [];
    }),
  };
}

function pointOf(
  { start, end, key, measured, isIncomplete }: TrendBucket,
  grain: Grain,
  hrefOf: (period: Period) => string | undefined,
  { t, locale, fewBelow }: Words,
): TrendPoint {
  const { id } = measured.definition;
  const name = formatBucket(bucketStart(start, grain), grain, locale);
  const bounds = measured.interval && formatBounds(id, measured.interval, locale);
  const isThin = thinness(measured.n, fewBelow) === "few";
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

type Axis = Pick<TrendDrawing, "domain" | "ticks">;

/** NPS keeps its zero line and stays within its bounds, shares run from 0 to 1, means over their scale. */
function axis(
  id: DefinitionId,
  parameters: DefinitionParameters,
  points: TrendPoint[],
  locale: string,
): Axis {
  if (id === "nps") return npsAxis(points, locale);
  if (id === "ces" || id === "rating") {
    const scale =
      typeof parameters.scale === "string" && isScale(parameters.scale) ? parameters.scale : "1-5";
    const { min, max } = SCALES[scale];
    const ticks = Array.from({ length: max - min + 1 }, (_, step) => min + step);
    return { domain: [min, max], ticks: ticks.map((value) => ({ value, label: String(value) })) };
  }
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return { domain: [0, 1], ticks: ticks.map((value) => ({ value, label: formatShare(value, locale, 0) })) };
}

function npsAxis(points: TrendPoint[], locale: string): Axis {
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
