import type { SlopeChartProps, SlopePoint } from "@/components/charts/slope-chart";
import type { TrendDrawing } from "@/components/charts/trend-point";
import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { prepareTrend } from "@/components/dashboards/prepare-trend";
import { prepareKeptTrend } from "@/components/promises/prepare-promises";
import type { DefinitionText } from "@/components/ui/definition-popover";
import type { Shown } from "@/lib/feedback/rules/difference-of";
import type { PageFilter } from "@/lib/filters/schema";
import { formatPeriod } from "@/lib/format/dates";
import { formatP, formatRange } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import type { MeasureData } from "@/lib/measures/queries/load-measure";
import { isScored, kpiFilters } from "@/lib/measures/schema";
import type { MeasurePageInput } from "@/lib/measures/schema/pages";
import type { Period } from "@/lib/period/period";
import { domainOf, pointsInWords, valueInWords, type Words } from "./figure-words";
import { type ReadingRow, readingRow, signedValue } from "./prepare-effect";

/**
 * The address of the rows behind a side. Segments in an address mean "one of them", so a slice that is narrowed by
 * two at once has no list of its own.
 */
function rowsBehind({ measure }: MeasureData, workspace: string, segments: readonly (string | undefined)[]) {
  const { kpi } = measure;
  const wanted = [...new Set([kpi?.segment, ...segments].filter((key) => key !== undefined))];
  return (period: Period): string | null => {
    if (kpi?.measure === "promise") {
      const search = new URLSearchParams(kpi.touchpoint ? { touchpoint: kpi.touchpoint } : {});
      return `/w/${workspace}/expectations/promises?${search}`;
    }
    if (!kpi || !isScored(kpi.measure) || wanted.length > 1) return null;
    const filter: PageFilter = {};
    for (const name of kpiFilters) if (name !== "segment" && kpi[name]) filter[name] = [kpi[name]];
    if (wanted.length > 0) filter.segment = wanted;
    return feedbackAddress(workspace, { filter, period, measure: kpi.measure });
  };
}

/** Everything that was compared, as rows: with it, without it, the difference of the two, the slice as a whole. */
export function prepareReadings(
  data: MeasureData,
  { within }: MeasurePageInput,
  workspace: string,
  words: Words,
): ReadingRow[] {
  const { measure, effect, places } = data;
  const { comparison } = measure;
  const { t } = words;
  const segment = (key: string | undefined) =>
    places.segments.find((one) => one.key === key)?.name ?? key ?? "";
  const rows: ReadingRow[] = [];
  const { compared, reading, later } = effect;
  if (compared && comparison) {
    const row = (key: string, of: string, name: string, one: typeof compared.touched) =>
      readingRow(measure, { key, name, reading: one }, rowsBehind(data, workspace, [of, within]), words);
    rows.push(
      row(
        "touched",
        comparison.touched,
        t("with", { segment: segment(comparison.touched) }),
        compared.touched,
      ),
      row(
        "others",
        comparison.others,
        t("without", { segment: segment(comparison.others) }),
        compared.others,
      ),
    );
    if (compared.effect) rows.push(effectRow(data, words));
    if (later)
      rows.push(row("later", comparison.others, t("later", { segment: segment(comparison.others) }), later));
  }
  if (reading)
    rows.push(
      readingRow(
        measure,
        { key: "whole", name: within ? segment(within) : t("whole"), reading },
        rowsBehind(data, workspace, [within]),
        words,
      ),
    );
  return rows;
}

function effectRow({ measure, effect }: MeasureData, words: Words): ReadingRow {
  const found = effect.compared?.effect;
  const nothing = { value: "", range: null, n: "", href: null };
  return {
    key: "effect",
    name: words.t("effectRow"),
    before: nothing,
    after: nothing,
    change: found ? signedValue(measure, found.value, words) : null,
    changeRange: found?.interval
      ? words.overview("range", {
          low: signedValue(measure, found.interval.low, words),
          high: signedValue(measure, found.interval.high, words),
        })
      : null,
  };
}

/** Before and after as lines; null where a side has no value to show. */
export function prepareSlopes({ measure, effect }: MeasureData, words: Words): SlopeChartProps | null {
  const { kpi, target } = measure;
  const { t } = words;
  const point = (one: Shown): SlopePoint | null =>
    one.value === null
      ? null
      : {
          value: one.value,
          low: one.interval?.low ?? null,
          high: one.interval?.high ?? null,
          text: valueInWords(kpi, one.value, words),
        };
  const lines = effect.compared
    ? [
        { key: "touched", name: t("withIt"), reading: effect.compared.touched, tone: 1 as const },
        { key: "others", name: t("withoutIt"), reading: effect.compared.others, tone: 2 as const },
      ]
    : effect.reading
      ? [{ key: "whole", name: "", reading: effect.reading, tone: 1 as const }]
      : [];
  const slopes = lines.flatMap(({ reading, ...line }) => {
    const [before, after] = [point(reading.before), point(reading.after)];
    return before && after ? [{ ...line, before, after }] : [];
  });
  const domain = domainOf(kpi, effect.now);
  const first = lines[0]?.reading;
  if (slopes.length === 0 || !domain || !first) return null;
  return {
    label: t("slopeLabel"),
    slopes,
    domain: zoomed(
      domain,
      slopes.flatMap(({ before, after }) => [before, after]),
      target,
    ),
    target:
      target === null
        ? null
        : { value: target, label: t("targetIs", { target: valueInWords(kpi, target, words) }) },
    names: {
      before: formatPeriod(first.periods.before, words.locale),
      after: formatPeriod(first.periods.after, words.locale),
    },
  };
}

/** The part of the scale that is spoken of, never less than a third of it: small differences stay small. */
function zoomed(
  [least, most]: [number, number],
  points: SlopePoint[],
  target: number | null,
): [number, number] {
  const known = points.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  if (target !== null) known.push(target);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = Math.max((high - low) * 1.2, (most - least) / 3);
  const middle = (low + high) / 2;
  const from = Math.max(least, Math.min(middle - span / 2, most - span));
  return [from, Math.min(most, from + span)];
}

/** The figure of the measure by quarter, or the share of promises kept time by time, with what happened meanwhile and the target. */
export function prepareTrendOf(data: MeasureData, workspace: string, words: Words): TrendDrawing | null {
  const { measure } = data;
  const drawing =
    measure.kpi?.measure === "promise"
      ? keptTrend(data, workspace, words)
      : scoreTrend(data, workspace, words);
  if (!drawing || measure.target === null) return drawing;
  return {
    ...drawing,
    target: {
      value: measure.target,
      label: words.t("targetIs", { target: valueInWords(measure.kpi, measure.target, words) }),
    },
  };
}

/** One time says where things stand, not where they go. */
function keptTrend(data: MeasureData, workspace: string, words: Words): TrendDrawing | null {
  if (data.kept.length < 2) return null;
  const hrefOf = rowsBehind(data, workspace, []);
  const { overview, locale } = words;
  return prepareKeptTrend(data.kept, (count) => hrefOf(count) ?? undefined, {
    t: translator(locale, "promises"),
    overview,
    locale,
  });
}

function scoreTrend(data: MeasureData, workspace: string, words: Words): TrendDrawing | null {
  const { trend, measure, markers } = data;
  const { fewBelow } = words;
  if (!trend?.buckets.some(({ measured }) => measured.value !== null)) return null;
  const hrefOf = rowsBehind(data, workspace, []);
  const began =
    measure.startsOn && measure.state !== "proposed" && !markers.some(({ on }) => on === measure.startsOn)
      ? [{ on: measure.startsOn, title: words.t("began") }]
      : [];
  return prepareTrend(
    { grain: "quarter", markers: [...began, ...markers].sort((a, b) => a.on.localeCompare(b.on)) },
    { now: trend.now, trend: trend.buckets },
    (period) => hrefOf(period) ?? undefined,
    { t: words.overview, locale: words.locale, ...(fewBelow === undefined ? {} : { fewBelow }) },
  );
}

/** "How is this computed?": periods, groups, the effect and how it was tested. */
export function prepareComputation({ measure, effect, places }: MeasureData, words: Words): DefinitionText {
  const { t, overview, locale } = words;
  const { compared, reading } = effect;
  const found = compared ? compared.effect : (reading?.change ?? null);
  const periods = (compared?.touched ?? reading)?.periods;
  const row = (label: string, value: string | null | undefined) =>
    value ? [{ label: t(`how.${label}`), value }] : [];
  const between = found?.interval
    ? formatRange(
        signedValue(measure, found.interval.low, words),
        signedValue(measure, found.interval.high, words),
      )
    : null;
  const segment = (key: string | undefined) => places.segments.find((one) => one.key === key)?.name;
  const p = found?.p ?? null;
  return {
    title: t("effect"),
    paragraphs: [
      ...(measure.kpi?.measure === "promise" ? [t("how.promise")] : []),
      ...(measure.kpi && isScored(measure.kpi.measure) ? [overview(`how.${measure.kpi.measure}`)] : []),
      t(compared ? "how.compared" : "how.alone"),
      t("how.status"),
    ],
    parameters: [
      ...row("before", periods && formatPeriod(periods.before, locale)),
      ...row("after", periods && formatPeriod(periods.after, locale)),
      ...row("touched", segment(measure.comparison?.touched)),
      ...row("others", segment(measure.comparison?.others)),
      ...row("effect", found ? signedValue(measure, found.value, words) : null),
      ...row("interval", between),
      ...row("p", p === null ? null : formatP(p, locale)),
      ...row(
        "wanted",
        measure.target === null || !reading || reading.before.value === null
          ? null
          : pointsInWords(measure.kpi, measure.target - (measure.startValue ?? reading.before.value), words),
      ),
    ],
  };
}
