import type { KpiTileProps } from "@/components/charts/kpi-tile";
import type { Filter } from "@/components/ui/filter-address";
import type { Verdict } from "@/components/ui/verdict-chip";
import type { CompareData, ComparedSide } from "@/lib/dashboards/queries/load-compare";
import { changeInWords } from "@/lib/dashboards/rules/say-figure";
import { type CompareSlicesInput, periodsOfFirst } from "@/lib/dashboards/schema/compare-slices";
import { formatPeriod } from "@/lib/format/dates";
import {
  formatBounds,
  formatCertain,
  formatChange,
  formatCount,
  formatDifference,
  formatValue,
} from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import { thinness } from "@/lib/metrics/thin-data";
import { feedbackAddress } from "./feedback-address";
import { pictureLines } from "./picture-lines";
import { prepareDistribution } from "./prepare-distribution";
import { prepareFilters } from "./prepare-filters";
import { verdictChip, type Words } from "./prepare-tile";

export type CompareWords = Words & { compare: Translate };
type Side = "a" | "b";

/** The filters of one side; the first can also stand for the time before the second. */
export function sideFilters(
  { places }: CompareData,
  input: CompareSlicesInput,
  side: Side,
  words: CompareWords,
): Filter[] {
  const { period, ...rest } = input[side];
  const isBefore = period === "before" || period === "year";
  const filters = prepareFilters(places, { ...rest, ...(isBefore ? {} : { period }) }, words);
  return filters.map((filter) => {
    const own = { ...filter, name: `${side}.${filter.name}` };
    if (filter.kind !== "period" || side === "b") return own;
    return {
      ...own,
      options: periodsOfFirst.map((value) => ({
        value,
        label:
          value === "before" || value === "year"
            ? words.compare(`periods.${value}`)
            : words.t(`presets.${value}`),
      })),
      value: isBefore && period ? [period] : filter.value,
      fallback: ["before"],
    };
  });
}

/** The answer in words, from what the tiles show; it says only what the range allows. */
export function compareSentence(data: CompareData, words: CompareWords): string {
  const { a, b, difference, verdict } = data;
  const { compare, locale } = words;
  const silent = ([a, b] as const).find(({ now }) => now.n === 0 || now.suppressed);
  if (silent) {
    const side = silent === a ? "A" : "B";
    return silent.now.n === 0
      ? compare("sentence.nobody", { side })
      : compare("sentence.suppressed", { side, n: silent.now.n });
  }
  if (a.now.value === null || b.now.value === null) return words.t("noCommonValue");
  if (data.isInTime) return changeInWords(b.now, { before: a.now, difference, verdict }, words) ?? "";
  const { id } = b.now.definition;
  const values = {
    a: formatValue(id, a.now.value, locale, true),
    b: formatValue(id, b.now.value, locale, true),
    change: formatChange(id, a.now.value, b.now.value, locale),
  };
  if ((verdict === "up" || verdict === "down") && difference?.interval)
    return compare(`sentence.${verdict}`, { ...values, ...formatCertain(id, difference.interval, locale) });
  return compare(`sentence.${verdict}`, values);
}

/** The fixed words; what was measured at the same time is higher or lower and has not risen or fallen. */
export function compareVerdict({ verdict, isInTime, b }: CompareData, words: CompareWords): Verdict {
  const chip = verdictChip(verdict, b.now.direction, words.t);
  const isMoved = verdict === "up" || verdict === "down";
  return isMoved && !isInTime ? { ...chip, word: words.compare(`verdicts.${verdict}`) } : chip;
}

type Tile = Omit<KpiTileProps, "definition">;

export function sideTile(data: CompareData, side: Side, workspace: string, words: CompareWords): Tile {
  const { t, locale } = words;
  const one = data[side];
  const { now } = one;
  const { id, parameters } = now.definition;
  const bounds = now.interval && formatBounds(id, now.interval, locale, true);
  const isConverted = parameters.mirrored || parameters.stretched;
  return {
    label: sliceName(data, side, words),
    value: now.value === null ? null : formatValue(id, now.value, locale, true),
    reason: now.suppressed ? t("suppressed", { n: now.n }) : now.n > 0 ? t("noCommonValue") : t("nobody"),
    ...(bounds ? { range: t("range", bounds) } : {}),
    n: t("answers", { n: now.n, shown: formatCount(now.n, locale) }),
    href: rowsOf(data, one, workspace),
    ...(isConverted ? { note: t("converted") } : {}),
    ...(thinness(now.n, words.fewBelow) === "few" ? { thin: t("few") } : {}),
  };
}

export function differenceTile(data: CompareData, words: CompareWords): Tile {
  const { a, b, difference } = data;
  const { compare, t, locale } = words;
  const { id } = b.now.definition;
  const isKnown = difference !== null && a.now.value !== null && b.now.value !== null;
  const bounds = difference?.interval && formatDifference(id, difference.interval, locale);
  return {
    label: compare("difference"),
    value: isKnown ? formatChange(id, a.now.value ?? 0, b.now.value ?? 0, locale) : null,
    reason: compare("noDifference"),
    ...(bounds ? { range: t("range", bounds) } : {}),
    n: compare("between", { a: formatCount(a.now.n, locale), b: formatCount(b.now.n, locale) }),
    change: { text: "", verdict: compareVerdict(data, words) },
  };
}

/** "A: 1 Apr – 30 Jun 2026", and what it is narrowed to. */
export function sliceName(data: CompareData, side: Side, words: CompareWords): string {
  const { period } = data[side];
  const time = period ? formatPeriod(period, words.locale) : words.t("presets.all");
  return `${side.toUpperCase()}: ${time}`;
}

/** What a slice is narrowed to, in words; null where it holds everything. */
export function narrowedTo({ places, ...data }: CompareData, side: Side, words: CompareWords): string | null {
  const { filter, period } = data[side];
  return pictureLines({ period, filter, places, n: "" }, words)[1] ?? null;
}

export const sideDistribution = (data: CompareData, side: Side, workspace: string, words: CompareWords) =>
  prepareDistribution(
    { ...data[side], key: data.measure },
    (scores) => rowsOf(data, data[side], workspace, scores),
    words,
  );

export const rowsOf = (
  { measure }: CompareData,
  { filter, period }: Pick<ComparedSide, "filter" | "period">,
  workspace: string,
  scores?: number[],
): string => feedbackAddress(workspace, { filter, period, measure, ...(scores ? { scores } : {}) });
