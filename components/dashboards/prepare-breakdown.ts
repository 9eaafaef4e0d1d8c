import type { IntervalMark } from "@/components/charts/interval-bar";
import type { BreakdownData } from "@/lib/dashboards/queries/load-breakdown";
import { formatBounds, formatCount, formatRange, formatValue } from "@/lib/format/numbers";
import { thinness } from "@/lib/metrics/thin-data";
import { feedbackAddress } from "./feedback-address";
import { dashboardAddress } from "./page-addresses";
import { changeText, type Words } from "./prepare-tile";

export type BreakdownLine = {
  key: string;
  name: string;
  detail: string | null;
  value: string;
  range: string;
  mark: IntervalMark | null;
  n: string;
  /** The answers behind it. */
  href: string;
  /** The same group on the overview. */
  zoomHref: string;
  change: ReturnType<typeof changeText>;
  isThin: boolean;
};

/** The rows of a breakdown, drawn on one axis from the lowest bound to the highest. */
export function prepareBreakdown(data: BreakdownData, workspace: string, words: Words): BreakdownLine[] {
  const { t, locale } = words;
  const { period, measure, rows } = data;
  const known = rows.flatMap(({ now }) =>
    now.value === null ? [] : [now.value, now.interval?.low ?? now.value, now.interval?.high ?? now.value],
  );
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const at = (value: number) => (most > least ? (value - least) / (most - least) : 0.5);
  return rows.map(({ key, name, detail, filter, now, change }) => {
    const { id } = now.definition;
    const bounds = now.interval && formatBounds(id, now.interval, locale, true);
    const isThin = thinness(now.n, words.fewBelow) !== "enough";
    return {
      key,
      name: name || t("none"),
      detail,
      value: now.value === null ? "–" : formatValue(id, now.value, locale, true),
      range: bounds ? formatRange(bounds.low, bounds.high) : "",
      mark:
        now.value === null
          ? null
          : {
              at: at(now.value),
              low: now.interval ? at(now.interval.low) : null,
              high: now.interval ? at(now.interval.high) : null,
              isPale: isThin,
            },
      n: formatCount(now.n, locale),
      href: feedbackAddress(workspace, { filter, period, measure }),
      zoomHref: dashboardAddress(workspace, "", filterOf(filter, data), { measure }),
      change: changeText(now, change, words),
      isThin,
    };
  });
}

/** Only what is a filter: the choices of this page mean nothing on another one. */
function filterOf(filter: BreakdownData["rows"][number]["filter"], { period }: BreakdownData) {
  const { segment, phase, touchpoint, channel, department, technique } = filter;
  const span = filter.from || filter.to ? (period ?? {}) : { period: filter.period };
  return {
    ...span,
    segment,
    phase,
    touchpoint,
    channel,
    department,
    technique,
    "product-group": filter["product-group"],
  };
}

/** "52 touchpoints compared, 3 have really changed." */
export function breakdownSentence(
  { by, compared, changed, before }: Pick<BreakdownData, "by" | "compared" | "changed" | "before">,
  { t }: Words,
): string {
  if (!before) return t("breakdown.nothingBefore");
  if (compared === 0) return t("breakdown.noneCompared");
  return t("breakdown.compared", {
    what: t(`breakdown.what.${by}`, { count: compared }),
    changed,
  });
}
