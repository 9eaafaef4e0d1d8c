import type { IntervalMark } from "@/components/charts/interval-bar";
import type { TrendDrawing } from "@/components/charts/trend-point";
import { changeText } from "@/components/dashboards/prepare-tile";
import type { Verdict } from "@/components/ui/verdict-chip";
import { changeInWords } from "@/lib/dashboards/rules/say-figure";
import { formatDay, formatPeriod } from "@/lib/format/dates";
import { formatBounds, formatCount, formatRange, formatShare, formatValue } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import type { Measured } from "@/lib/metrics/measured";
import { promisesKept } from "@/lib/metrics/promises-kept";
import type { PromiseRow } from "@/lib/promises/queries/list-promises";
import type { PromiseCount } from "@/lib/promises/rules/judge-promises";

/** `overview` speaks of changes in its fixed words; the promises have their own. */
export type PromiseWords = { t: Translate; overview: Translate; locale: string };

type ShownShare = { share: string; range: string; mark: IntervalMark | null };

export type PromiseLine = ShownShare & {
  id: string;
  text: string;
  detail: string;
  touchpoint: string;
  counted: string;
  period: string;
  change: { text: string; verdict: Verdict } | undefined;
  isUncounted: boolean;
};

export function preparePromise(row: PromiseRow, words: PromiseWords): PromiseLine {
  const { t, overview, locale } = words;
  const { now, latest, change } = row;
  return {
    id: row.id,
    text: row.text,
    detail: [row.saidWhere, row.howMuch].filter(Boolean).join(" · "),
    touchpoint: [row.touchpoint.name, row.segment?.name].filter(Boolean).join(" · "),
    ...shareOf(now, locale),
    counted: latest ? countedText(latest, words) : t("notCounted"),
    period: latest ? formatPeriod(latest, locale) : "",
    change: changeText(now, change, { t: overview, locale }),
    isUncounted: latest === null,
  };
}

const countedText = ({ kept, cases }: { kept: number; cases: number }, { t, locale }: PromiseWords): string =>
  t("counted", { kept: formatCount(kept, locale), cases: formatCount(cases, locale), n: cases });

function shareOf(now: Measured, locale: string): ShownShare {
  if (now.value === null) return { share: "–", range: "", mark: null };
  const { id } = now.definition;
  const bounds = now.interval && formatBounds(id, now.interval, locale, true);
  return {
    share: formatValue(id, now.value, locale, true),
    range: bounds ? formatRange(bounds.low, bounds.high) : "",
    mark: { at: now.value, low: now.interval?.low ?? null, high: now.interval?.high ?? null },
  };
}

/** The times of a promise, the latest first, each with its share. */
export function prepareCounts(row: PromiseRow, words: PromiseWords) {
  return row.counts.map((count) => ({
    ...count,
    period: formatPeriod(count, words.locale),
    counted: countedText(count, words),
    ...shareOf(promisesKept(count.kept, count.cases), words.locale),
  }));
}

/** The share kept, time by time; each time is as long as somebody counted. */
export function prepareKeptTrend(
  counts: readonly PromiseCount[],
  hrefOf: (count: PromiseCount) => string | undefined,
  words: PromiseWords,
): Pick<TrendDrawing, "points" | "domain" | "ticks"> {
  const { locale, overview } = words;
  return {
    points: counts.map((count) => {
      const { value, interval, definition } = promisesKept(count.kept, count.cases);
      const bounds = interval && formatBounds(definition.id, interval, locale, true);
      return {
        key: count.from,
        label: formatDay(count.from, locale),
        longLabel: formatPeriod(count, locale),
        value,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        valueText: value === null ? "–" : formatValue(definition.id, value, locale, true),
        ...(bounds ? { rangeText: overview("range", bounds) } : {}),
        n: countedText(count, words),
        href: hrefOf(count),
      };
    }),
    domain: [0, 1],
    ticks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: formatShare(value, locale, 0) })),
  };
}

/** The page's answer: the promise that is kept least, what has become of it, and how many have really changed. */
export function promisesSentence(rows: readonly PromiseRow[], words: PromiseWords): string {
  const { t, overview, locale } = words;
  if (rows.length === 0) return t("lead");
  const counted = rows.filter(({ now }) => now.value !== null);
  const [worst] = counted;
  if (!worst?.latest) return t("noneCounted", { n: rows.length });
  const changed = counted.filter(({ change }) => change?.verdict === "up" || change?.verdict === "down");
  return [
    t("worst", {
      text: worst.text,
      counted: countedText(worst.latest, words),
      share: formatValue(worst.now.definition.id, worst.now.value ?? 0, locale, true),
    }),
    changeInWords(worst.now, worst.change, { t: overview, locale }),
    t("reallyChanged", { n: counted.length, changed: changed.length }),
  ]
    .filter(Boolean)
    .join(" ");
}
