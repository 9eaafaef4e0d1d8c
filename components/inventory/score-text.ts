import type { Shown } from "@/lib/feedback/rules/difference-of";
import { formatBounds, formatCount, formatRange, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import { thinness } from "@/lib/metrics/thin-data";

export type InventoryWords = { t: Translate; locale: string; fewBelow?: number };

/** A value with its number of answers and its range, ready to be written down. */
export type ScoreText = { value: string; details: string[]; isThin: boolean };

export function scoreText(score: Shown, { t, locale, fewBelow }: InventoryWords): ScoreText {
  const n = t("answers", { n: score.n, shown: formatCount(score.n, locale) });
  if (score.value === null) return { value: "–", details: [score.n === 0 ? t("nobody") : n], isThin: true };
  const { id } = score.definition;
  const bounds = score.interval && formatBounds(id, score.interval, locale);
  const value = formatValue(id, score.value, locale);
  return {
    value,
    details: bounds ? [n, formatRange(bounds.low, bounds.high)] : [n],
    isThin: thinness(score.n, fewBelow) === "few",
  };
}
