import type { DefinitionText } from "@/components/ui/definition-popover";
import type { MeasureData, OverviewData } from "@/lib/dashboards/queries/load-overview";
import { formatPeriod } from "@/lib/format/dates";
import { formatBounds, formatCount, formatValue } from "@/lib/format/numbers";
import type { Words } from "./prepare-tile";

/** "How is this computed?": the definition in words, who counts, and the numbers with their range and test. */
export function prepareDefinition(
  data: MeasureData,
  overview: OverviewData,
  { t, locale }: Words,
): DefinitionText {
  const { now, difference } = data;
  const { id, parameters } = now.definition;
  const row = (label: string, value: string | null) =>
    value === null ? [] : [{ label: t(`how.${label}`), value }];
  const bounds = now.interval && formatBounds(id, now.interval, locale, true);
  return {
    title: t(`measures.${data.key}`),
    paragraphs: [t(`how.${data.key}`), t("how.who"), t(data.key === "csat" ? "how.wilson" : "how.wald")],
    parameters: [
      ...row("period", overview.period ? formatPeriod(overview.period, locale) : t("presets.all")),
      ...row("scale", typeof parameters.scale === "string" ? parameters.scale : null),
      ...row("band", typeof parameters.band === "string" ? parameters.band.replace("-", "–") : null),
      ...row("n", formatCount(now.n, locale)),
      ...row("unanswered", data.unanswered > 0 ? formatCount(data.unanswered, locale) : null),
      ...row("anonymous", data.anonymous > 0 ? formatCount(data.anonymous, locale) : null),
      ...row("value", now.value === null ? null : formatValue(id, now.value, locale, true)),
      ...row("interval", bounds ? `${bounds.low} … ${bounds.high}` : null),
      ...row("before", overview.before ? formatPeriod(overview.before, locale) : null),
      ...row("difference", difference?.interval ? differenceInWords(data, locale) : null),
      ...row("p", difference?.p == null ? null : difference.p < 0.001 ? "< 0.001" : difference.p.toFixed(3)),
    ],
  };
}

function differenceInWords({ now, difference }: MeasureData, locale: string): string | null {
  if (!difference?.interval) return null;
  const { id } = now.definition;
  const bounds = formatBounds(id, difference.interval, locale, true);
  return `${bounds.low} … ${bounds.high}`;
}
