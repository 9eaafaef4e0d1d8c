import type { Change, Shown } from "@/lib/feedback/rules/difference-of";
import { formatBounds, formatCertain, formatChange, formatCount, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import { answersForNpsChange } from "@/lib/metrics/answers-needed";
import { thinness } from "@/lib/metrics/thin-data";
import type { MeasureData } from "../queries/measure-reading";

/** The texts under `overview` in one language. */
export type FigureWords = {
  t: Translate;
  locale: string;
  /** Below so many answers a value is marked; as the workspace has set it. */
  fewBelow?: number;
};

/** The answer of the page in words, from the same data as the tiles; it says only what the ranges allow. */
export function prepareSentence(data: MeasureData, words: FigureWords): string {
  const { t, locale } = words;
  const { now, change } = data;
  if (now.n === 0) return t("sentence.nobody");
  if (now.suppressed) return t("sentence.suppressed", { n: now.n });
  if (now.value === null || !now.interval) return t("noCommonValue");
  const { id } = now.definition;
  const isBeside = change !== null && change.before.value !== null;
  const alone = t(thinness(now.n, words.fewBelow) === "few" ? "sentence.few" : "sentence.value", {
    name: t(`measures.${data.key}`),
    value: formatValue(id, now.value, locale, isBeside),
    n: formatCount(now.n, locale),
    ...formatBounds(id, now.interval, locale, isBeside),
  });
  return [alone, changeInWords(now, change, words)].filter((part) => part !== null).join(" ");
}

/** What became of a value, in the fixed words of its verdict; null where there is nothing to compare. */
export function changeInWords(now: Shown, change: Change | null, { t, locale }: FigureWords): string | null {
  if (!change || change.before.value === null || now.value === null) return null;
  const { before, difference, verdict } = change;
  const { id } = now.definition;
  const values = {
    before: formatValue(id, before.value ?? 0, locale, true),
    after: formatValue(id, now.value, locale, true),
    change: formatChange(id, before.value ?? 0, now.value, locale),
  };
  if ((verdict === "up" || verdict === "down") && difference?.interval)
    return t(`sentence.${verdict}`, { ...values, ...formatCertain(id, difference.interval, locale) });
  const needed = verdict === "notYetCertain" ? answersNeeded(before, now) : null;
  if (needed !== null)
    return t("sentence.notYetCertainUnless", {
      ...values,
      needed: formatCount(needed, locale),
      n: formatCount(now.n, locale),
    });
  return t(`sentence.${verdict}`, values);
}

/** Answers that would make today's distance certain; known for NPS. */
function answersNeeded(before: Shown, now: Shown): number | null {
  if (now.definition.id !== "nps" || "numerator" in now.counts || "numerator" in before.counts) return null;
  const needed = answersForNpsChange(before.counts, now.counts);
  return needed !== null && needed > now.n && needed < 20 * now.n ? needed : null;
}
