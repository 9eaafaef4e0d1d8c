import type { DefinitionText } from "@/components/ui/definition-popover";
import type { CustomerMeasure } from "@/lib/dashboards/queries/load-customer-figures";
import type { MeasureData } from "@/lib/dashboards/queries/measure-reading";
import type { Change } from "@/lib/feedback/rules/difference-of";
import { formatPeriod } from "@/lib/format/dates";
import { formatBounds, formatCount, formatP, formatRange, formatValue } from "@/lib/format/numbers";
import type { Measured } from "@/lib/metrics/measured";
import type { Period } from "@/lib/period/period";
import type { Words } from "./prepare-tile";

type Spans = { period: Period | null; before: Period | null };

const methodOf = { nps: "wald", csat: "wilson", ces: "mean", rating: "mean" } as const;

/** "How is this computed?": the definition in words, who counts, and the numbers with their range and test. */
export function prepareDefinition(data: MeasureData, spans: Spans, words: Words): DefinitionText {
  const { t, locale } = words;
  const { now, key } = data;
  const { id, parameters } = now.definition;
  const row = rowOf(words);
  const method = id in methodOf ? methodOf[id as keyof typeof methodOf] : "wilson";
  return {
    title: t(`measures.${key}`),
    paragraphs: [t(`how.${key}`), t("how.who"), t(`how.${method}`)],
    parameters: [
      ...row("period", periodName(spans.period, words)),
      ...row("scale", typeof parameters.scale === "string" ? t(`scales.${parameters.scale}`) : null),
      ...row("band", typeof parameters.band === "string" ? parameters.band.replace("-", "–") : null),
      ...row("n", formatCount(now.n, locale)),
      ...row("unanswered", data.unanswered > 0 ? formatCount(data.unanswered, locale) : null),
      ...row("anonymous", data.anonymous > 0 ? formatCount(data.anonymous, locale) : null),
      ...valueRows(now, data.change, spans, words),
    ],
  };
}

/** The same for a figure on customers. */
export function prepareCustomerDefinition(
  { key, now, change }: CustomerMeasure,
  spans: Spans,
  words: Words,
): DefinitionText {
  const { t, locale } = words;
  const { rule, inactivityDays } = now.definition.parameters;
  const row = rowOf(words);
  return {
    title: t(`measures.${key}`),
    paragraphs: [t(`how.${key}`), t("how.wilson")],
    parameters: [
      ...row("period", periodName(spans.period, words)),
      ...row("rule", rule === "contract" ? t("how.contract") : null),
      ...row(
        "rule",
        rule === "inactivity" ? t("how.inactivity", { days: Number(inactivityDays ?? 0) }) : null,
      ),
      ...row("customers", formatCount(now.n, locale)),
      ...valueRows(now, change, spans, words),
    ],
  };
}

const rowOf =
  ({ t }: Words) =>
  (label: string, value: string | null) =>
    value === null ? [] : [{ label: t(`how.${label}`), value }];

const periodName = (period: Period | null, { t, locale }: Words): string =>
  period ? formatPeriod(period, locale) : t("presets.all");

function valueRows(now: Measured, change: Change | null, spans: Spans, words: Words) {
  const { locale } = words;
  const { id } = now.definition;
  const row = rowOf(words);
  const between = (interval: { low: number; high: number } | null | undefined) => {
    if (!interval) return null;
    const { low, high } = formatBounds(id, interval, locale, true);
    return formatRange(low, high);
  };
  const p = change?.difference?.p ?? null;
  return [
    ...row("value", now.value === null ? null : formatValue(id, now.value, locale, true)),
    ...row("interval", between(now.interval)),
    ...row("before", spans.before ? formatPeriod(spans.before, locale) : null),
    ...row("difference", between(change?.difference?.interval)),
    ...row("p", p === null ? null : formatP(p, locale)),
  ];
}
