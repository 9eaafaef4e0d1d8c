import { formatPeriod } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { formatCount, formatShare } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import { SUPPRESSED_BELOW } from "@/lib/metrics/thin-data";
import type { ReportData } from "@/lib/reports/queries/load-report";

export type CostText = { sentences: string[]; links: { label: string; href: string }[] };

type Frame = { t: Translate; locale: string; currency: string };

/** What goes along with the worst certain gap, in words that say only what the ranges allow. */
export function prepareCost(
  { cost, expectations }: ReportData,
  { t, locale, currency }: Frame,
  workspace: string | null,
): CostText | null {
  const worst = expectations?.worst;
  if (!worst) return null;
  const where = worst.name;
  if (!cost || cost.compared.with.lost.n < SUPPRESSED_BELOW)
    return { sentences: [t("cost.tooFew", { where })], links: [] };
  const { with: had, without, lost, margin } = cost.compared;
  const n = had.lost.n;
  const gone = had.lost.counts.numerator;
  const sentences = [
    t("cost.lost", {
      where,
      period: formatPeriod(cost.period, locale),
      n: formatCount(n, locale),
      lost: formatCount(gone, locale),
      share: formatShare(gone / n, locale, 1),
      others: without.lost.value === null ? "–" : formatShare(without.lost.value, locale, 1),
    }),
  ];
  if (lost?.interval && lost.interval.low > 0)
    sentences.push(
      t("cost.more", {
        more: formatCount(Math.round(lost.value * n), locale),
        least: formatCount(Math.max(1, Math.floor(lost.interval.low * n)), locale),
      }),
    );
  else sentences.push(t("cost.notCertain"));
  const money = (minor: number) => formatMoney(Math.round(Math.abs(minor)), currency, locale);
  if (!margin) sentences.push(t("cost.marginUnknown"));
  else if (margin.interval && margin.interval.high < 0)
    sentences.push(t("cost.marginLess", { money: money(margin.value), least: money(margin.interval.high) }));
  else sentences.push(t("cost.marginSame"));
  return {
    sentences,
    links: workspace
      ? [
          { label: t("cost.who", { n: formatCount(n, locale) }), href: address(workspace, worst, cost) },
          {
            label: t("cost.whoLost", { n: formatCount(gone, locale) }),
            href: address(workspace, worst, cost, "lost"),
          },
        ]
      : [],
  };
}

function address(
  workspace: string,
  worst: { key: string; segment: { key: string } | null },
  { period, rule }: NonNullable<ReportData["cost"]>,
  outcome?: "lost",
): string {
  const search = new URLSearchParams({
    set: "after-event",
    "set.touchpoint": worst.key,
    "set.handled": "badly",
    "set.from": period.from,
    "set.to": period.to,
    "set.rule": rule.rule,
  });
  if (outcome) search.set("set.outcome", outcome);
  if (rule.rule === "inactivity") search.set("set.inactivityDays", String(rule.inactivityDays));
  if (worst.segment) search.set("set.segment", worst.segment.key);
  return `/w/${workspace}/customers?${search}`;
}
