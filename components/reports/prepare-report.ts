import type { KpiTileProps } from "@/components/charts/kpi-tile";
import { customerSetAddress } from "@/components/dashboards/customer-set-address";
import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { changeText, prepareCustomerTile, prepareTile } from "@/components/dashboards/prepare-tile";
import { formatDay } from "@/lib/format/dates";
import { formatBounds, formatCount, formatValue } from "@/lib/format/numbers";
import type { ReportData } from "@/lib/reports/queries/load-report";
import { type ReportWords, sayReport } from "@/lib/reports/rules/say-report";
import { prepareCost } from "./prepare-cost";

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
export function prepareReport(data: ReportData, words: ReportWords, place: Place, currency: string) {
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
    sentences: sayReport(data, words),
    tiles,
    cost: prepareCost(
      data,
      { t: words.report, locale: words.overview.locale, currency },
      place?.workspace ?? null,
    ),
    doing: data.doing.map(({ id, name, state, touchpoint, owner, dueOn, isAboutWorst }) => ({
      key: id,
      name,
      // A guest with a link sees what is being done and not the page of it.
      ...(place ? { href: `/w/${place.workspace}/measures/${id}` } : {}),
      isAboutWorst,
      detail: [
        words.report(`states.${state}`),
        touchpoint,
        owner ?? words.report("nobodyResponsible"),
        dueOn ? words.report("due", { day: formatDay(dueOn, words.overview.locale) }) : null,
      ]
        .filter(Boolean)
        .join(" · "),
    })),
    ends: data.ends ? (["best", "worst"] as const).map((kind) => cardOf(kind, data, words, place)) : [],
  };
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
