import type { MeasureEffect } from "@/lib/measures/queries/read-effects";
import type { MeasureRow } from "@/lib/measures/queries/read-measures";
import type { Reading } from "@/lib/measures/rules/judge-measure";
import { excludes } from "@/lib/stats/interval";
import {
  answersInWords,
  changeInPoints,
  pointsInWords,
  rangeInWords,
  valueInWords,
  type Words,
} from "./figure-words";

/** What a measure did, in the fixed words; it says only what the ranges allow. */
export function effectInWords(measure: MeasureRow, effect: MeasureEffect, words: Words): string {
  const { t } = words;
  const { kpi, target } = measure;
  const value = (one: number) => valueInWords(kpi, one, words);
  if (effect.status === "elsewhere")
    return kpi?.measure === "promise"
      ? t("sentence.promiseDue")
      : t("sentence.elsewhere", { figure: measure.kpiWords ?? t("noFigure") });
  if (effect.status === "notBegun") return notBegun(measure, effect, words);
  const { reading, judged } = effect;
  if (!reading || reading.after.n === 0) return t("sentence.nobody");
  if (reading.after.suppressed || reading.before.suppressed)
    return t("sentence.suppressed", { n: Math.min(reading.after.n, reading.before.n || reading.after.n) });
  const parts = [whatHappened(measure, effect, words)];
  const { status } = effect;
  if (target !== null && status !== "noEffect" && status !== "noTarget" && status !== "nobodyAnswered")
    parts.push(t(`sentence.target.${status}`, { target: value(target) }));
  if (judged?.verdict === "works" && !effect.compared) parts.push(t("sentence.noComparison"));
  return parts.join(" ");
}

function notBegun({ kpi, kpiWords, target }: MeasureRow, { now }: MeasureEffect, words: Words): string {
  const { t } = words;
  if (!now || now.value === null)
    return kpi?.measure === "elsewhere" && kpiWords
      ? t("sentence.elsewhere", { figure: kpiWords })
      : t("sentence.notBegun");
  return t("sentence.notBegunValue", {
    value: valueInWords(kpi, now.value, words),
    answers: answersInWords(kpi, now.n, words),
    target: target === null ? "–" : valueInWords(kpi, target, words),
  });
}

function whatHappened(measure: MeasureRow, effect: MeasureEffect, words: Words): string {
  const { t } = words;
  const { kpi, name, startValue, target } = measure;
  const { judged, reading, compared } = effect;
  const change = compared ? compared.effect : (reading?.change ?? null);
  if (!judged || !reading || !change)
    return t(kpi?.measure === "promise" ? "sentence.promiseNoStart" : "sentence.noStart");
  const least = judged.leastCertain;
  if (judged.verdict === "noEffect" && effect.status === "noEffect" && least !== null) {
    const start = startValue ?? reading.before.value ?? 0;
    return t("sentence.noEffect", {
      name,
      most: pointsInWords(kpi, Math.max(0, least), words, "up"),
      wanted: pointsInWords(kpi, (target ?? start) - start, words),
    });
  }
  if (judged.verdict === "works" && least !== null && compared)
    return t("sentence.worksCompared", {
      name,
      touched: changed(measure, compared.touched, words),
      others: changed(measure, compared.others, words),
      effect: pointsInWords(kpi, change.value, words),
      least: pointsInWords(kpi, least, words, "down"),
    });
  const fromTo = {
    before: valueInWords(kpi, reading.before.value ?? 0, words),
    after: valueInWords(kpi, reading.after.value ?? 0, words),
    change: changeInPoints(kpi, reading.change?.value ?? 0, words),
  };
  if (judged.verdict === "works" && least !== null)
    return t("sentence.works", { ...fromTo, least: pointsInWords(kpi, least, words, "down") });
  if (judged.verdict === "harms" && least !== null)
    return t("sentence.harms", { ...fromTo, name, least: pointsInWords(kpi, least, words, "down") });
  return t("sentence.notYetCertain", fromTo);
}

/** "+0.8 points", or "no change" where chance explains it. */
function changed({ kpi }: MeasureRow, { change }: Reading, words: Words): string {
  if (!change?.interval) return words.t("sentence.unknown");
  return excludes(change.interval, 0)
    ? changeInPoints(kpi, change.value, words)
    : words.t("sentence.unchanged");
}

export type ReadingRow = {
  key: string;
  name: string;
  before: Side;
  after: Side;
  change: string | null;
  changeRange: string | null;
};
export type Side = { value: string; range: string | null; n: string; href: string | null };

/** One row of the table of what was compared: both sides with range and answers. */
export function readingRow(
  measure: MeasureRow,
  { key, name, reading }: { key: string; name: string; reading: Reading },
  hrefOf: (period: { from: string; to: string }) => string | null,
  words: Words,
): ReadingRow {
  const { kpi } = measure;
  const side = (one: Reading["before"], period: Reading["periods"]["before"]): Side => ({
    value: one.value === null ? "–" : valueInWords(kpi, one.value, words),
    range: rangeInWords(kpi, one, words),
    n: answersInWords(kpi, one.n, words),
    href: hrefOf(period),
  });
  const { change } = reading;
  return {
    key,
    name,
    before: side(reading.before, reading.periods.before),
    after: side(reading.after, reading.periods.after),
    change: change ? signedValue(measure, change.value, words) : null,
    changeRange: change?.interval
      ? words.overview("range", {
          low: signedValue(measure, change.interval.low, words),
          high: signedValue(measure, change.interval.high, words),
        })
      : null,
  };
}

/** A difference with the decimals of its values. */
export function signedValue({ kpi }: MeasureRow, value: number, words: Words): string {
  const text = valueInWords(kpi, Math.abs(value), words).replace(/^\+/, "");
  return `${value < 0 ? "−" : "+"}${text}`;
}
