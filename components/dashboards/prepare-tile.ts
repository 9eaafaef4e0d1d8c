import type { KpiTileProps } from "@/components/charts/kpi-tile";
import type { Tone, Verdict } from "@/components/ui/verdict-chip";
import type { CustomerMeasure } from "@/lib/dashboards/queries/load-customer-figures";
import type { MeasureData } from "@/lib/dashboards/queries/measure-reading";
import type { FigureWords } from "@/lib/dashboards/rules/say-figure";
import type { Change, Shown } from "@/lib/feedback/rules/difference-of";
import { formatBounds, formatChange, formatCount, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Measured } from "@/lib/metrics/measured";
import { thinness } from "@/lib/metrics/thin-data";
import type { VerdictOfChange } from "@/lib/metrics/verdict-of-change";

export type Words = FigureWords;

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

/** A change as text and verdict; undefined where one of the two values is missing. */
export function changeText(now: Shown, change: Change | null, { t, locale }: Words) {
  if (!change || change.before.value === null || now.value === null) return undefined;
  const { id } = now.definition;
  return {
    text: formatChange(id, change.before.value, now.value, locale),
    verdict: verdictChip(change.verdict, DEFINITIONS[id].direction, t),
  };
}

type Tile = Omit<KpiTileProps, "definition">;

/** A tile without its definition: every string ready, nothing left for the component to decide. */
export function prepareTile(data: MeasureData, href: string, words: Words): Tile {
  const { t, locale } = words;
  const { now } = data;
  const { mirrored, stretched } = now.definition.parameters;
  return {
    ...figure(now, data.change, data.trend, words),
    label: t(`measures.${data.key}`),
    reason: now.suppressed ? t("suppressed", { n: now.n }) : now.n > 0 ? t("noCommonValue") : t("nobody"),
    n: t("answers", { n: now.n, shown: formatCount(now.n, locale) }),
    href,
    ...(mirrored || stretched ? { note: t("converted") } : {}),
    ...(thinness(now.n, words.fewBelow) === "few" ? { thin: t("few") } : {}),
  };
}

/** A figure on customers; it is shown at any number of them. */
export function prepareCustomerTile(
  { key, now, beside, change, trend }: CustomerMeasure,
  href: string | undefined,
  words: Words,
): Tile {
  const { t, locale } = words;
  const kept = beside?.value ?? null;
  return {
    ...figure(now, change, trend, words),
    label: t(`measures.${key}`),
    reason: t("noCustomers"),
    n: t("customers", { n: now.n, shown: formatCount(now.n, locale) }),
    ...(href ? { href } : {}),
    ...(beside && kept !== null
      ? { note: t("retentionBeside", { value: formatValue(beside.definition.id, kept, locale) }) }
      : {}),
  };
}

type Bucket = { measured: Measured; isIncomplete: boolean };

function figure(now: Shown, change: Change | null, trend: readonly Bucket[], words: Words) {
  const { t, locale } = words;
  const { id } = now.definition;
  const changed = changeText(now, change, words);
  const isBeside = changed !== undefined;
  const bounds = now.interval && formatBounds(id, now.interval, locale, isBeside);
  return {
    value: now.value === null ? null : formatValue(id, now.value, locale, isBeside),
    ...(bounds ? { range: t("range", bounds) } : {}),
    ...(changed ? { change: changed } : {}),
    ...(trend.some(({ measured }) => measured.value !== null)
      ? {
          sparkline: {
            values: trend.map(({ measured }) => measured.value),
            isLastIncomplete: trend.at(-1)?.isIncomplete ?? false,
          },
        }
      : {}),
  };
}
