import type { GapTone } from "@/components/charts/gap-map";
import type { Verdict } from "@/components/ui/verdict-chip";
import type { GapRow, GapSegment } from "@/lib/expectations/rules/gap-row";
import { directionOf } from "@/lib/expectations/rules/in-force";
import { formatCount, formatDistance, formatPoints } from "@/lib/format/numbers";
import type { Translate } from "@/lib/language/translator";
import type { ExpectationGap } from "@/lib/metrics/expectation-gap";
import type { GapVerdict } from "@/lib/metrics/gap-verdict";
import { SCALES, type Scale } from "@/lib/metrics/scales";

export type GapWords = { t: Translate; locale: string };

const chips: Record<GapVerdict, Omit<Verdict, "word">> = {
  exceeded: { icon: "star", tone: "good" },
  met: { icon: "check", tone: "good" },
  notYetCertain: { icon: "open", tone: "none" },
  missed: { icon: "cross", tone: "bad" },
  noExpectation: { icon: "few", tone: "none" },
  nobodyAnswered: { icon: "same", tone: "none" },
};

/** The fixed word of a verdict, with its sign and colour. */
export const gapChip = (verdict: GapVerdict, { t }: GapWords): Verdict => ({
  word: t(`verdicts.${verdict}`),
  ...chips[verdict],
});

export const toneOf: Record<GapVerdict, GapTone> = {
  exceeded: "exceeded",
  met: "met",
  notYetCertain: "open",
  missed: "missed",
  noExpectation: "noExpectation",
  nobodyAnswered: "nobody",
};

export const groupName = (
  segmentId: number | null,
  segments: readonly Pick<GapSegment, "id" | "name">[],
  { t }: GapWords,
): string => segments.find(({ id }) => id === segmentId)?.name ?? t("everybody");

/** "4.6 of 5"; effort says which way is good. */
export function ofScale(value: number, scale: Scale, { t, locale }: GapWords): string {
  const values = { value: formatPoints(value, locale), max: SCALES[scale].max };
  return t(directionOf(scale) === "higher" ? "ofScale" : "ofEffort", values);
}

/** A gap as the two shown values leave it, with its sign. */
export function gapText(gap: Pick<ExpectationGap, "experienced" | "expected">, { locale }: GapWords): string {
  const { experienced, expected } = gap;
  if (experienced === null || expected === null) return "";
  const size = formatDistance(experienced, expected, locale);
  if (/^0[.,]0$/.test(size)) return "0";
  return `${experienced < expected ? "−" : "+"}${size}`;
}

/** How far it falls short, and how far at least: "1.6 points short, at least 1.3". */
export function shortfallText(row: Pick<GapRow, "gap" | "verdict" | "question">, words: GapWords): string {
  const { gap, verdict, question } = row;
  const { t, locale } = words;
  if (!gap || gap.experienced === null || gap.expected === null) return "";
  const short = formatDistance(gap.experienced, gap.expected, locale);
  if (verdict !== "missed" || !gap.interval) return t("gap", { gap: gapText(gap, words) });
  const least =
    directionOf(question.scale) === "higher" ? Math.abs(gap.interval.high) : Math.abs(gap.interval.low);
  const certain = formatPoints(least, locale, { to: "down" });
  // Certain is that it falls short, but by less than can be shown.
  return /^0[.,]0$/.test(certain) ? t("shortOnly", { short }) : t("short", { short, certain });
}

/** The answer about one row in words, and only as far as its range allows. */
export function gapSentence(row: GapRow, who: string, where: string, words: GapWords): string {
  const { t, locale } = words;
  const { expected, experience, gap, verdict, question } = row;
  if (expected === null)
    return t("sentence.noExpectation", {
      who,
      where,
      n: experience.n,
      shown: formatCount(experience.n, locale),
    });
  const wanted = ofScale(gap?.expected ?? expected.value, question.scale, words);
  if (experience.n === 0) return t("sentence.nobody", { who, where, expected: wanted });
  if (!gap || gap.experienced === null)
    return t("sentence.tooFew", { who, where, expected: wanted, n: experience.n });
  const values = { who, where, expected: wanted, experienced: formatPoints(gap.experienced, locale) };
  const said = t(`sentence.${verdict}`, { ...values, short: shortfallText(row, words) });
  return row.thin === "few" ? `${said} ${t("sentence.few", { n: experience.n })}` : said;
}

export const answersText = (n: number, { t, locale }: GapWords): string =>
  t("answers", { n, shown: formatCount(n, locale) });
