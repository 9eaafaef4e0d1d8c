import type { CustomerFacts, ScoreOverTime } from "@/lib/dashboards/queries/load-customer";
import { metrics, scales } from "@/lib/feedback/rules/codes";
import { formatDay } from "@/lib/format/dates";
import { formatMoney } from "@/lib/format/money";
import { formatCount } from "@/lib/format/numbers";
import { localName } from "@/lib/language/locale";
import type { Translate } from "@/lib/language/translator";
import { contractState } from "@/lib/metrics/contract-rule";
import { SCALES } from "@/lib/metrics/scales";

export type Words = { t: Translate; locale: string; currency: string };

export const nameOf = (
  customer: { name: string | null; email?: string | null; externalId?: string | null },
  t: Translate,
): string => customer.name ?? customer.email ?? customer.externalId ?? t("nameless");

/** "9 of 10", and how it stands between the worst and the best of its scale: 0–1, high is good. */
export function scoreOf(
  { metric, scale, score }: { metric: number; scale: number; score: number },
  t: Translate,
) {
  const name = scales.nameOf(scale);
  const { min, max } = SCALES[name];
  const height = (score - min) / (max - min);
  return {
    text: t("ofScale", { score, max }),
    metric: metrics.nameOf(metric),
    height: name.startsWith("EFFORT") ? 1 - height : height,
  };
}

type Contract = NonNullable<CustomerFacts["contracts"]>[number];

/** How a contract stands today: "cancelled, still active until 31 March". */
export function contractInWords(
  contract: Contract,
  today: string,
  { t, locale }: Words,
): { word: string; tone: "good" | "caution" | "none" } {
  const state = contractState(
    {
      startedOn: contract.startedOn,
      endsOn: contract.lastDay,
      cancelledOn: contract.withdrawn ? null : contract.cancelledOn,
      withdrawnOn: null,
    },
    today,
  );
  const until = contract.lastDay ? formatDay(contract.lastDay, locale) : "";
  switch (state) {
    case "cancelledStillActive":
      return { word: t("contract.cancelledStillActive", { until }), tone: "caution" };
    case "active":
      return contract.lastDay
        ? { word: t("contract.activeUntil", { until }), tone: "good" }
        : { word: t("contract.active"), tone: "good" };
    case "notStarted":
      return {
        word: t("contract.notStarted", { from: formatDay(contract.startedOn, locale) }),
        tone: "none",
      };
    case "ended":
      return { word: t("contract.ended", { until }), tone: "none" };
  }
}

/** Value, honestly named: margin where it is known for everything that counts, else revenue. */
export function worthOf(
  customer: CustomerFacts,
  today: string,
  { t, locale, currency }: Words,
): { label: string; value: string }[] {
  const held = (customer.contracts ?? []).filter(
    ({ startedOn, lastDay }) => startedOn <= today && (lastDay === null || lastDay >= today),
  );
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const sum = (pick: (contract: Contract) => number) => held.reduce((total, one) => total + pick(one), 0);
  const { orders } = customer;
  const lines: { label: string; value: string }[] = [];
  if (held.length > 0) {
    const hasMargin = held.every(({ monthlyMargin }) => monthlyMargin !== null);
    lines.push(
      hasMargin
        ? { label: t("value.monthlyMargin"), value: money(sum(({ monthlyMargin }) => monthlyMargin ?? 0)) }
        : { label: t("value.monthlyRevenue"), value: money(sum(({ monthlyRevenue }) => monthlyRevenue)) },
    );
  }
  if (orders.n > 0) {
    const hasMargin = orders.withMargin === orders.n && orders.margin !== null;
    lines.push({
      label: t(hasMargin ? "value.orderMargin" : "value.orderRevenue", {
        n: orders.n,
        shown: formatCount(orders.n, locale),
      }),
      value: money(hasMargin ? (orders.margin ?? 0) : orders.revenue),
    });
  }
  return lines;
}

/** What is known of what matters to this customer, a sentence each, from what they said and did. */
export function whatMatters(
  customer: CustomerFacts,
  scores: readonly ScoreOverTime[],
  today: string,
  words: Words,
): string[] {
  const { t, locale } = words;
  const placed = scores
    .map((score) => ({
      ...score,
      ...scoreOf(score, t),
      place: score.touchpoint ? localName(score.touchpoint, locale) : null,
    }))
    .filter(({ place }) => place !== null);
  const latest = new Map(placed.map((one) => [one.place, one]));
  const ranked = [...latest.values()].sort((a, b) => a.height - b.height);
  const [worst, best] = [ranked[0], ranked.at(-1)];
  const sentence = (key: string, one: (typeof ranked)[number]) =>
    t(`matters.${key}`, { place: one.place ?? "", score: one.text, day: formatDay(one.day, locale) });
  const notices = (customer.contracts ?? []).filter(
    ({ cancelledOn, withdrawn, lastDay }) =>
      cancelledOn !== null && !withdrawn && lastDay !== null && lastDay >= today,
  );
  return [
    ...notices.map(({ plan, cancelledOn, reason }) =>
      t(reason ? "matters.noticeBecause" : "matters.notice", {
        plan,
        day: formatDay(cancelledOn ?? today, locale),
        reason: reason ?? "",
      }),
    ),
    ...(worst && worst.height <= 0.4 ? [sentence("worst", worst)] : []),
    ...(best && best.height >= 0.75 ? [sentence("best", best)] : []),
  ];
}
