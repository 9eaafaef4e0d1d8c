import type { KpiTileProps } from "@/components/charts/kpi-tile";
import type { RankedBar } from "@/components/charts/ranked-bars";
import type { TrendDrawing } from "@/components/charts/trend-point";
import { changeText } from "@/components/dashboards/prepare-tile";
import type { DefinitionText } from "@/components/ui/definition-popover";
import type { Filter } from "@/components/ui/filter-address";
import type { FigureBucket, RetentionData } from "@/lib/dashboards/queries/load-retention";
import type { RetentionInput } from "@/lib/dashboards/schema/customer-pages";
import type { Change } from "@/lib/feedback/rules/difference-of";
import { formatBucket, formatPeriod } from "@/lib/format/dates";
import {
  formatBounds,
  formatCount,
  formatP,
  formatRange,
  formatShare,
  formatValue,
} from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import type { Period } from "@/lib/period/period";
import { presets } from "@/lib/period/period";
import type { FigureGroup } from "@/lib/retention/rules/figure";

export type Words = { t: Translate; overview: Translate; locale: string };

/** The one filter, with what has a meaning for customers. */
export function prepareRetentionFilters(
  data: RetentionData,
  input: RetentionInput,
  { t, overview, locale }: Words,
): Filter[] {
  const dates = input.from && input.to ? [input.from, input.to] : null;
  const named = (entries: { key: string; name: string }[]) =>
    entries.map(({ key, name }) => ({ value: key, label: name }));
  const many = (
    name: "segment" | "phase" | "product-group" | "plan",
    options: Filter["options"],
    isMore = false,
  ): Filter => ({
    name,
    label: t(`filters.${name}`),
    kind: "multi",
    options,
    value: input[name] ?? [],
    ...(isMore ? { isMore } : {}),
  });
  return [
    {
      name: "period",
      label: overview("filters.period"),
      kind: "period",
      options: presets
        .filter((value) => value !== "all")
        .map((value) => ({ value, label: overview(`presets.${value}`) })),
      value: dates ?? (input.period ? [input.period] : []),
      ...(dates ? { text: formatPeriod({ from: dates[0] ?? "", to: dates[1] ?? "" }, locale) } : {}),
      fallback: [data.usualPeriod],
    },
    many("segment", named(data.segments)),
    many("phase", named(data.phases)),
    many(
      "plan",
      data.plans.map((value) => ({ value, label: value })),
    ),
    many("product-group", named(data.productGroups), true),
    {
      name: "rule",
      label: t("filters.rule"),
      kind: "select",
      options: (["contract", "inactivity"] as const).map((value) => ({ value, label: t(`rules.${value}`) })),
      value: input.rule ? [input.rule] : [],
      isMore: true,
    },
  ];
}

type TileRequest = {
  label: string;
  href: string;
  compared?: Change;
  trend?: readonly FigureBucket[];
  n?: string;
};

export function prepareFigure(
  measured: Measured<Share>,
  { label, href, compared, trend, n }: TileRequest,
  { t, overview, locale }: Words,
): Omit<KpiTileProps, "definition"> {
  const { id } = measured.definition;
  const change = changeText(measured, compared ?? null, { t: overview, locale });
  const bounds = measured.interval && formatBounds(id, measured.interval, locale, change !== undefined);
  return {
    label,
    value: measured.value === null ? null : formatValue(id, measured.value, locale, change !== undefined),
    reason: t("nobody"),
    ...(bounds ? { range: overview("range", bounds) } : {}),
    n: n ?? ofCustomers(measured, { t, locale }),
    href,
    ...(change ? { change } : {}),
    ...(trend?.some(({ measured: { value } }) => value !== null)
      ? {
          sparkline: {
            values: trend.map(({ measured: { value } }) => value),
            isLastIncomplete: trend.at(-1)?.isIncomplete ?? false,
          },
        }
      : {}),
  };
}

/** "12 of 240 customers" */
export const ofCustomers = (
  { counts }: Measured<Share>,
  { t, locale }: Pick<Words, "t" | "locale">,
): string =>
  t("ofCustomers", {
    some: formatCount(counts.numerator, locale),
    all: formatCount(counts.denominator, locale),
    n: counts.denominator,
  });

export function prepareFigureTrend(
  buckets: readonly FigureBucket[],
  grain: RetentionData["grain"],
  hrefOf: (period: Period) => string,
  { t, overview, locale }: Words,
): TrendDrawing {
  const points = buckets.map(({ start, end, measured, isIncomplete }) => {
    const { id } = measured.definition;
    const name = formatBucket(start, grain, locale);
    const bounds = measured.interval && formatBounds(id, measured.interval, locale);
    return {
      key: start,
      label: name.short,
      longLabel: name.long,
      value: measured.value,
      low: measured.interval?.low ?? null,
      high: measured.interval?.high ?? null,
      valueText: measured.value === null ? "–" : formatValue(id, measured.value, locale),
      ...(bounds ? { rangeText: overview("range", bounds) } : {}),
      n: ofCustomers(measured, { t, locale }),
      href: hrefOf({ from: start, to: end }),
      isIncomplete,
      ...(isIncomplete ? { note: overview("running") } : {}),
    };
  });
  const most = Math.max(0.02, ...points.flatMap(({ value, high }) => [value ?? 0, high ?? 0]));
  const step = [0.01, 0.02, 0.05, 0.1, 0.25].find((one) => most / one <= 5) ?? 0.25;
  const top = Math.min(1, Math.ceil(most / step) * step);
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step);
  return {
    points,
    domain: [0, top],
    ticks: ticks.map((value) => ({ value, label: formatShare(value, locale, 0) })),
  };
}

/** Groups as bars on a common axis from zero, the largest first. */
export function prepareGroups(
  groups: readonly FigureGroup[],
  nameOf: (key: string | null) => string,
  hrefOf: (key: string | null) => string,
  words: Words,
): RankedBar[] {
  const most = Math.max(
    0.01,
    ...groups.map(({ measured }) => measured.interval?.high ?? measured.value ?? 0),
  );
  return [...groups]
    .sort((a, b) => (b.measured.value ?? 0) - (a.measured.value ?? 0))
    .map(({ key, measured }) => {
      const { id } = measured.definition;
      const bounds = measured.interval && formatBounds(id, measured.interval, words.locale);
      return {
        key: key ?? "",
        label: nameOf(key),
        href: hrefOf(key),
        value: measured.value === null ? "–" : formatValue(id, measured.value, words.locale),
        ...(bounds ? { range: formatRange(bounds.low, bounds.high) } : {}),
        n: ofCustomers(measured, words),
        at: measured.value === null ? null : measured.value / most,
        ...(measured.interval
          ? { low: measured.interval.low / most, high: measured.interval.high / most }
          : {}),
        tone: "plain" as const,
      };
    });
}

/** "How is this computed?" */
export function prepareHow(
  measured: Measured<Share>,
  name: string,
  period: Period,
  compared: Change | null,
  words: Words,
): DefinitionText {
  const { t, overview, locale } = words;
  const { id, parameters } = measured.definition;
  const row = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  const bounds = measured.interval && formatBounds(id, measured.interval, locale, true);
  const between =
    compared?.difference?.interval && formatBounds(id, compared.difference.interval, locale, true);
  const p = compared?.difference?.p ?? null;
  return {
    title: name,
    paragraphs: [t(`how.${id}`), ...(measured.interval ? [t("how.wilson")] : [])],
    parameters: [
      ...row(overview("how.period"), formatPeriod(period, locale)),
      ...row(t("filters.rule"), typeof parameters.rule === "string" ? t(`rules.${parameters.rule}`) : null),
      ...row(
        t("how.days"),
        typeof parameters.inactivityDays === "number" ? String(parameters.inactivityDays) : null,
      ),
      ...row(t("how.counts"), ofCustomers(measured, words)),
      ...row(overview("how.interval"), bounds ? formatRange(bounds.low, bounds.high) : null),
      ...row(overview("how.difference"), between ? formatRange(between.low, between.high) : null),
      ...row(overview("how.p"), p === null ? null : formatP(p, locale)),
    ],
  };
}
