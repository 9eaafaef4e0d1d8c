import type { KpiTileProps } from "@/components/charts/kpi-tile";
import type { Tone, Verdict } from "@/components/ui/verdict-chip";
import type { MeasureData } from "@/lib/dashboards/queries/load-overview";
import { formatBounds, formatChange, formatCount, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import { thinness } from "@/lib/metrics/thin-data";
import type { VerdictOfChange } from "@/lib/metrics/verdict-of-change";

export type Words = { t: Translate; locale: string };

/** Direction-aware: a rising effort is bad. The icon shows the movement, the colour what it means. */
export function verdictChip(verdict: VerdictOfChange, direction: "higher" | "lower", t: Translate): Verdict {
  const word = t(`verdicts.${verdict}`);
  if (verdict === "up" || verdict === "down") {
    const isGood = (verdict === "up") === (direction === "higher");
    return { word, icon: verdict, tone: (isGood ? "good" : "bad") satisfies Tone };
  }
  const icons = { usualRange: "same", notYetCertain: "open", tooFew: "few", notComparable: "open" } as const;
  return { word, icon: icons[verdict], tone: "none" };
}

/** A tile without its definition: every string ready, nothing left for the component to decide. */
export function prepareTile(
  data: MeasureData,
  href: string,
  { t, locale }: Words,
): Omit<KpiTileProps, "definition"> {
  const { now, before } = data;
  const { id } = now.definition;
  const change =
    before && before.value !== null && now.value !== null && data.verdict
      ? {
          text: formatChange(id, before.value, now.value, locale),
          verdict: verdictChip(data.verdict, DEFINITIONS[id].direction, t),
        }
      : undefined;
  const bounds = now.interval && formatBounds(id, now.interval, locale, change !== undefined);
  return {
    label: t(`measures.${data.key}`),
    value: now.value === null ? null : formatValue(id, now.value, locale, change !== undefined),
    reason: now.suppressed ? t("suppressed", { n: now.n }) : t("nobody"),
    ...(bounds ? { range: t("range", bounds) } : {}),
    n: t("answers", { n: now.n, shown: formatCount(now.n, locale) }),
    href,
    ...(change ? { change } : {}),
    ...(data.trend.some(({ measured }) => measured.value !== null)
      ? {
          sparkline: {
            values: data.trend.map(({ measured }) => measured.value),
            isLastIncomplete: data.trend.at(-1)?.isIncomplete ?? false,
          },
        }
      : {}),
    ...(thinness(now.n) === "few" ? { thin: t("few") } : {}),
  };
}
