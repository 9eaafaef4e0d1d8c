import type { MeasureData } from "@/lib/dashboards/queries/load-overview";
import { formatBounds, formatChange, formatCount, formatValue } from "@/lib/format/numbers";
import { thinness } from "@/lib/metrics/thin-data";
import type { Words } from "./prepare-tile";

/** The answer of the page in words, from the same data as the tiles; it says only what the ranges allow. */
export function prepareSentence(data: MeasureData | undefined, { t, locale }: Words): string {
  if (!data || data.now.n === 0) return t("sentence.nobody");
  const { now } = data;
  const { id } = now.definition;
  const n = formatCount(now.n, locale);
  if (now.suppressed || now.value === null || !now.interval) return t("sentence.suppressed", { n: now.n });
  const name = t(`measures.${data.key}`);
  const bounds = formatBounds(id, now.interval, locale);
  const value = formatValue(id, now.value, locale);
  const alone = t(thinness(now.n) === "few" ? "sentence.few" : "sentence.value", {
    name,
    value,
    n,
    ...bounds,
  });
  return [alone, changeInWords(data, { t, locale })].filter((part) => part !== null).join(" ");
}

function changeInWords(
  { now, before, difference, verdict }: MeasureData,
  { t, locale }: Words,
): string | null {
  if (!before || before.value === null || now.value === null || !verdict) return null;
  const { id } = now.definition;
  const values = {
    before: formatValue(id, before.value, locale, true),
    after: formatValue(id, now.value, locale, true),
    change: formatChange(id, before.value, now.value, locale),
  };
  if (verdict !== "up" && verdict !== "down") return t(`sentence.${verdict}`, values);
  const { low = 0, high = 0 } = difference?.interval ?? {};
  const certain = Math.floor(Math.min(Math.abs(low), Math.abs(high)) * (id === "nps" ? 1 : 100));
  return t(`sentence.${verdict}`, { ...values, certain });
}
