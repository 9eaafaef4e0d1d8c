import type { GapBar } from "@/components/charts/gap-bars";
import type { Verdict } from "@/components/ui/verdict-chip";
import type { GapsPageData } from "@/lib/expectations/queries/load-gaps-page";
import type { Owner } from "@/lib/expectations/queries/read-owners";
import type { GapRow } from "@/lib/expectations/rules/gap-row";
import type { WorstGap } from "@/lib/expectations/rules/rank-gaps";
import type { GapsPageInput } from "@/lib/expectations/schema";
import { formatCount, formatPoints } from "@/lib/format/numbers";
import { SCALES, type Scale, widthOf } from "@/lib/metrics/scales";
import { cellAddress } from "./gap-addresses";
import {
  answersText,
  type GapWords,
  gapChip,
  gapSentence,
  groupName,
  ofScale,
  shortfallText,
} from "./gap-words";

export type GapBarPrepared = Omit<GapBar, "verdict"> & { verdicts: Verdict[] };

/** The answer of the page in words: the worst certain gap, and how many touchpoints do what is expected of them. */
export function gapsLead(data: GapsPageData, words: GapWords): string {
  const { worst, list, counts, places } = data;
  if (!list.hasExpectations && !list.rows.some(({ expected }) => expected)) return words.t("lead.none");
  const row = worst[0]?.row;
  const touchpoint = places.touchpoints.find(({ id }) => id === row?.touchpointId);
  return sayGaps(
    row
      ? { row, who: groupName(row.segmentId, list.segments, words), where: touchpoint?.name ?? "" }
      : undefined,
    counts,
    words,
  );
}

/** The worst gap in a sentence, then how many touchpoints do what is expected of them. */
export function sayGaps(
  worst: { row: GapRow; who: string; where: string } | undefined,
  counts: GapsPageData["counts"],
  words: GapWords,
): string {
  const { t, locale } = words;
  const met = t("lead.met", {
    met: formatCount(counts.met, locale),
    judged: formatCount(counts.judged, locale),
  });
  if (!worst) return [counts.judged > 0 ? t("lead.nothingMissed") : t("lead.nobody"), met].join(" ");
  return [gapSentence(worst.row, worst.who, worst.where, words), met].join(" ");
}

/** The ten worst certain gaps, each on the scale of its own question. */
export function prepareWorst(
  data: GapsPageData,
  input: GapsPageInput,
  workspace: string,
  words: GapWords,
): GapBarPrepared[] {
  return data.worst.map((worst) => barOf(worst, data, input, workspace, words));
}

function barOf(
  { row, also }: WorstGap,
  { list, owners, places }: GapsPageData,
  input: GapsPageInput,
  workspace: string,
  words: GapWords,
): GapBarPrepared {
  const { t, locale } = words;
  const touchpoint = places.touchpoints.find(({ id }) => id === row.touchpointId);
  const segment = list.segments.find(({ id }) => id === row.segmentId);
  const who = (one: GapRow) => groupName(one.segmentId, list.segments, words);
  return {
    ...gapBar({ row, who: who(row), where: touchpoint?.name ?? "" }, words),
    key: `${touchpoint?.key} ${segment?.key ?? ""}`,
    details: [
      ownerText(owners.get(row.touchpointId), words),
      ...(row.contactsPerMonth
        ? [t("contacts", { n: row.contactsPerMonth, shown: formatCount(row.contactsPerMonth, locale) })]
        : []),
      ...(also.length > 0 ? [t("also", { who: also.map(who).join(", ") })] : []),
    ],
    href: cellAddress(workspace, { touchpoint: touchpoint?.key ?? "", segment: segment?.key }, input),
  };
}

/** A gap by itself: whose, where, how far, on the scale of its question. */
export function gapBar(
  { row, who, where }: { row: GapRow; who: string; where: string },
  words: GapWords,
): GapBarPrepared {
  const { t, locale } = words;
  const { scale } = row.question;
  const expected = row.gap?.expected ?? 0;
  const experienced = row.gap?.experienced ?? 0;
  const at = (value: number) => positionOf(value, scale);
  const { interval } = row.experience;
  return {
    key: `${who} ${where}`,
    label: `${who}: ${where}`,
    details: [],
    verdicts: [
      gapChip(row.verdict, words),
      ...(row.thin === "few" ? [{ word: t("few"), icon: "few" as const, tone: "none" as const }] : []),
    ],
    expected: ofScale(expected, scale, words),
    experienced: formatPoints(experienced, locale),
    gap: shortfallText(row, words),
    n: answersText(row.experience.n, words),
    importance: row.importance
      ? t("importanceIs", { value: formatPoints(row.importance.value, locale) })
      : t("importanceUnknown"),
    at: {
      expected: at(expected),
      experienced: at(experienced),
      low: interval && at(interval.low),
      high: interval && at(interval.high),
    },
    isThin: row.thin === "few",
  };
}

/** Where a value lies on its scale, 0–1; a range never leaves the scale. */
const positionOf = (value: number, scale: Scale): number =>
  Math.max(0, Math.min(1, (value - SCALES[scale].min) / widthOf(scale)));

export function ownerText(owner: Owner | undefined, { t }: GapWords): string {
  const said = [owner?.department, owner?.person].filter(Boolean);
  return said.length > 0 ? said.join(" · ") : t("nobodyOwns");
}
