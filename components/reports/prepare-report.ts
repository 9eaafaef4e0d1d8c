import type { KpiTileProps } from "@/components/charts/kpi-tile";
import { customerSetAddress } from "@/components/dashboards/customer-set-address";
import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { changeInWords, prepareSentence } from "@/components/dashboards/prepare-sentence";
import {
  changeText,
  prepareCustomerTile,
  prepareTile,
  type Words,
} from "@/components/dashboards/prepare-tile";
import { formatBounds, formatCount, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import type { ReportData, TouchpointFigure } from "@/lib/reports/queries/load-report";

export type ReportWords = { report: Translate; overview: Words };

/** Null: the reader has a link to this page and nothing behind it. */
type Place = { workspace: string } | null;

export type TouchpointCard = {
  kind: "best" | "worst";
  title: string;
  name: string;
  detail: string;
  value: string;
  range: string;
  n: string;
  href?: string;
  change?: KpiTileProps["change"];
};

/** The page for the board as it is drawn: three sentences, four numbers, both ends. */
export function prepareReport(data: ReportData, words: ReportWords, place: Place) {
  const { period, measures, customers } = data;
  const tiles: Omit<KpiTileProps, "definition">[] = [
    ...measures.map((measure) => {
      const rows = { filter: {}, period, measure: measure.key };
      const { href, ...tile } = prepareTile(
        measure,
        place ? feedbackAddress(place.workspace, rows) : "",
        words.overview,
      );
      return { ...tile, ...(href ? { href } : {}) };
    }),
    ...customers.measures
      .filter(({ key }) => key === "churn")
      .map((measure) =>
        prepareCustomerTile(
          measure,
          place ? customerSetAddress(place.workspace, measure, period, {}) : undefined,
          words.overview,
        ),
      ),
  ];
  return {
    sentences: sentencesOf(data, words),
    tiles,
    ends: data.ends ? (["best", "worst"] as const).map((kind) => cardOf(kind, data, words, place)) : [],
  };
}

/** What one would say in the lift, from the same data as the numbers below. */
export function sentencesOf(data: ReportData, { report: t, overview }: ReportWords): string[] {
  const [relationship] = data.measures;
  return [
    relationship ? prepareSentence(relationship, overview) : null,
    churnSentence(data, t, overview),
    endsSentence(data, t, overview.locale),
  ].filter((one) => one !== null);
}

function churnSentence({ customers }: ReportData, t: Translate, words: Words): string | null {
  const churn = customers.measures.find(({ key }) => key === "churn");
  if (!churn || churn.now.value === null) return null;
  const { id } = churn.now.definition;
  const { locale } = words;
  const said = t("churn", {
    value: formatValue(id, churn.now.value, locale, true),
    n: formatCount(churn.now.n, locale),
  });
  return [said, changeInWords(churn.now, churn.change, words)].filter(Boolean).join(" ");
}

function endsSentence({ ends }: ReportData, t: Translate, locale: string): string | null {
  if (!ends) return null;
  const said = ({ name, now }: TouchpointFigure) => ({
    name,
    value: now.value === null ? "–" : formatValue(now.definition.id, now.value, locale),
  });
  const [best, worst] = [said(ends.best), said(ends.worst)];
  return t("endsSentence", {
    best: best.name,
    bestValue: best.value,
    worst: worst.name,
    worstValue: worst.value,
  });
}

function cardOf(
  kind: "best" | "worst",
  { ends, period }: ReportData,
  { report: t, overview }: ReportWords,
  place: Place,
): TouchpointCard {
  const found = ends?.[kind];
  if (!found) throw new Error("Cards are drawn where both ends are known.");
  const { now, change, key, name, department } = found;
  const { id } = now.definition;
  const { locale } = overview;
  const bounds = now.interval && formatBounds(id, now.interval, locale);
  const changed = changeText(now, change, overview);
  return {
    kind,
    title: t(kind),
    name,
    detail: department ?? t("nobodyResponsible"),
    value: now.value === null ? "–" : formatValue(id, now.value, locale),
    range: bounds ? overview.t("range", bounds) : "",
    n: overview.t("answers", { n: now.n, shown: formatCount(now.n, locale) }),
    ...(place
      ? {
          href: feedbackAddress(place.workspace, {
            filter: { touchpoint: [key] },
            period,
            measure: "experience",
          }),
        }
      : {}),
    ...(changed ? { change: changed } : {}),
  };
}
