import type { Verdict } from "@/components/ui/verdict-chip";
import {
  formatBounds,
  formatCertain,
  formatChange,
  formatCount,
  formatRange,
  formatValue,
} from "@/lib/format/numbers";
import type { HandledOutcome, MomentOutcome, MomentsData } from "@/lib/inventory/queries/load-moments";
import type { Difference } from "@/lib/metrics/difference";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import { verdictOfChange } from "@/lib/metrics/verdict-of-change";
import type { InventoryWords } from "./score-text";

type ShareText = { value: string; count: string; range: string; href: string };

/** A line of the table: those who had the moment, by how it was handled, or those without it. */
export type MomentLine = {
  key: string;
  name: string;
  customers: { text: string; href: string };
  lost: ShareText;
  again: ShareText;
  /** Of the share of lost, against those without it. */
  difference: { text: string; verdict: Verdict } | null;
};

export type PreparedMoment = {
  key: string;
  name: string;
  sentence: string;
  mix: string | null;
  lines: MomentLine[];
};

type Side = "with" | "without";

export function prepareMoment(
  moment: MomentOutcome,
  data: MomentsData,
  segments: readonly string[] | undefined,
  workspace: string,
  words: InventoryWords,
): PreparedMoment {
  const address = customersAddress(workspace, moment.key, data, segments);
  const line = (way: HandledOutcome, side: Side): MomentLine => {
    const key = side === "with" ? way.handled : "none";
    const figures = way.compared[side];
    return {
      key,
      name: words.t(`moments.ways.${key}`),
      customers: { text: formatCount(figures.lost.n, words.locale), href: address(key) },
      lost: shareOf(figures.lost, address(key, "lost"), words),
      again: shareOf(figures.boughtAgain, address(key, "bought"), words),
      difference:
        side === "with"
          ? differenceOf(way.compared.without.lost, figures.lost, way.compared.lost, words)
          : null,
    };
  };
  const [first] = moment.ways;
  return {
    key: moment.key,
    name: moment.name,
    sentence: sentenceOf(moment, words),
    mix: mixOf(moment.ways, words),
    lines: first ? [...moment.ways.map((way) => line(way, "with")), line(first, "without")] : [],
  };
}

/** The worst handled first: what it cost, and how certain that is. */
function sentenceOf({ ways, touchpoints }: MomentOutcome, { t, locale }: InventoryWords): string {
  if (touchpoints.length === 0) return t("moments.noTouchpoint");
  if (ways.length === 0) return t("moments.nobody");
  const told = ways.filter(({ handled }) => handled === "badly" || handled === "well").reverse();
  const shown = told.length > 0 ? told : ways.slice(0, 1);
  return shown
    .map(({ handled, compared: { with: had, without, lost } }) => {
      const { id } = had.lost.definition;
      if (had.lost.value === null || without.lost.value === null || !lost)
        return t("moments.tooFew", { way: t(`moments.ways.${handled}`) });
      const verdict = verdictOfChange({ before: without.lost, after: had.lost, difference: lost });
      const certain = lost.interval ? formatCertain(id, lost.interval, locale) : { certain: "", points: 0 };
      return t(`moments.said.${verdict === "up" || verdict === "down" ? verdict : "open"}`, {
        way: t(`moments.ways.${handled}`),
        lost: formatValue(id, had.lost.value, locale),
        without: formatValue(id, without.lost.value, locale),
        ...certain,
      });
    })
    .join(" ");
}

/** What those without it would show if their segments were mixed like those with it, for the badly handled. */
function mixOf(ways: readonly HandledOutcome[], { t, locale }: InventoryWords): string | null {
  const way = ways.find(({ handled }) => handled === "badly") ?? ways[0];
  if (!way || way.lostInSameMix === null) return null;
  return t("moments.mix", {
    way: t(`moments.ways.${way.handled}`),
    share: formatValue("lost-after", way.lostInSameMix, locale),
  });
}

function shareOf(one: Measured<Share>, href: string, { t, locale }: InventoryWords): ShareText {
  const { id } = one.definition;
  const bounds = one.interval && formatBounds(id, one.interval, locale);
  return {
    value: one.value === null ? "–" : formatValue(id, one.value, locale),
    count: t("moments.count", {
      part: formatCount(one.counts.numerator, locale),
      all: formatCount(one.counts.denominator, locale),
    }),
    range: bounds ? formatRange(bounds.low, bounds.high) : "",
    href,
  };
}

function differenceOf(
  without: Measured<Share>,
  had: Measured<Share>,
  difference: Difference | null,
  { t, locale }: InventoryWords,
): MomentLine["difference"] {
  if (without.value === null || had.value === null || !difference) return null;
  const verdict = verdictOfChange({ before: without, after: had, difference });
  const chips: Record<typeof verdict, Verdict> = {
    up: { word: t("moments.verdicts.up"), icon: "up", tone: "bad" },
    down: { word: t("moments.verdicts.down"), icon: "down", tone: "good" },
    usualRange: { word: t("moments.verdicts.usualRange"), icon: "same", tone: "none" },
    notYetCertain: { word: t("moments.verdicts.notYetCertain"), icon: "open", tone: "none" },
    tooFew: { word: t("moments.verdicts.tooFew"), icon: "few", tone: "none" },
    notComparable: { word: t("moments.verdicts.notComparable"), icon: "open", tone: "none" },
  };
  return {
    text: formatChange(had.definition.id, without.value, had.value, locale),
    verdict: chips[verdict],
  };
}

/** The people behind a number: the same event, the same time, the same outcome. */
function customersAddress(
  workspace: string,
  moment: string,
  { period, rule }: MomentsData,
  segments: readonly string[] | undefined,
) {
  return (handled: string, outcome?: "lost" | "bought"): string => {
    const search = new URLSearchParams({
      set: "after-event",
      "set.moment": moment,
      "set.handled": handled,
      ...(outcome ? { "set.outcome": outcome } : {}),
      "set.from": period.from,
      "set.to": period.to,
      "set.rule": rule.rule,
    });
    if (rule.rule === "inactivity") search.set("set.inactivityDays", String(rule.inactivityDays));
    for (const segment of segments ?? []) search.append("set.segment", segment);
    return `/w/${workspace}/customers?${search}`;
  };
}
