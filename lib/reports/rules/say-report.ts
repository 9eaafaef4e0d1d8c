import type { CustomerMeasure } from "@/lib/dashboards/queries/load-customer-figures";
import { changeInWords, type FigureWords, prepareSentence } from "@/lib/dashboards/rules/say-figure";
import { formatCount, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import type { ReportFigures, TouchpointFigure } from "../queries/load-report";
import type { ExpectationsMet } from "./expectations-met";

export type ReportWords = { report: Translate; overview: FigureWords };

/** What one would say in the lift, from the same data as the numbers: at most three sentences. */
export function sayReport(data: ReportFigures, { report: t, overview }: ReportWords): string[] {
  const [relationship] = data.measures;
  return [
    data.expectations ? sayExpectations(data.expectations, t, overview.locale) : null,
    relationship ? prepareSentence(relationship, overview) : null,
    sayChurn(
      data.customers.measures.find(({ key }) => key === "churn"),
      t,
      overview,
    ),
    data.ends && !data.expectations ? sayEnds(data.ends, t, overview.locale) : null,
  ].filter((one) => one !== null);
}

/** What all others stand behind: whether customers find what they expect. */
function sayExpectations({ met, judged, worst }: ExpectationsMet, t: Translate, locale: string): string {
  const lead = t("met", { met: formatCount(met, locale), n: judged, judged: formatCount(judged, locale) });
  if (!worst) return [lead, t("nothingMissed")].join(" ");
  const points = (value: number) => formatValue("rating", value, locale);
  return [
    lead,
    t("worstGap", {
      who: worst.segment?.name ?? t("everybody"),
      where: worst.name,
      expected: points(worst.expected),
      experienced: points(worst.experienced),
      certain: points(worst.certain),
    }),
  ].join(" ");
}

function sayChurn(churn: CustomerMeasure | undefined, t: Translate, words: FigureWords): string | null {
  if (!churn || churn.now.value === null) return null;
  const { id } = churn.now.definition;
  const { locale } = words;
  const said = t("churn", {
    value: formatValue(id, churn.now.value, locale, true),
    n: formatCount(churn.now.n, locale),
  });
  return [said, changeInWords(churn.now, churn.change, words)].filter(Boolean).join(" ");
}

function sayEnds(
  { best, worst }: { best: TouchpointFigure; worst: TouchpointFigure },
  t: Translate,
  locale: string,
): string {
  const textOf = ({ now }: TouchpointFigure) =>
    now.value === null ? "–" : formatValue(now.definition.id, now.value, locale);
  return t("endsSentence", {
    best: best.name,
    bestValue: textOf(best),
    worst: worst.name,
    worstValue: textOf(worst),
  });
}
