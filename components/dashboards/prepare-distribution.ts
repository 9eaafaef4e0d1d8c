import type { ChartTone } from "@/components/charts/chart-tone";
import type { DistributionBar } from "@/components/charts/distribution-bars";
import type { MeasureData } from "@/lib/dashboards/queries/load-overview";
import { formatCount, formatShare } from "@/lib/format/numbers";
import { SATISFIED_FROM } from "@/lib/metrics/csat";
import { isScale, pointsOf } from "@/lib/metrics/scales";
import { totalOf } from "@/lib/metrics/tally";
import type { Words } from "./prepare-tile";

export type ScoreGroup = { key: string; label?: string; tone: ChartTone; scores: number[] };

/** Which scores are read together: critics, neutral, promoters; or below and within the satisfied band. */
export function scoreGroups({ key, now }: MeasureData, { t }: Words): ScoreGroup[] {
  const scale = String(now.definition.parameters.scale ?? "");
  if (!isScale(scale)) return [];
  const points = pointsOf(scale);
  if (key !== "csat") {
    return [
      {
        key: "detractors",
        label: t("groups.detractors"),
        tone: "bad",
        scores: points.filter((score) => score <= 6),
      },
      { key: "passives", label: t("groups.passives"), tone: "none", scores: [7, 8] },
      { key: "promoters", label: t("groups.promoters"), tone: "good", scores: [9, 10] },
    ];
  }
  const from = SATISFIED_FROM[scale as keyof typeof SATISFIED_FROM] ?? Number.POSITIVE_INFINITY;
  return [
    {
      key: "other",
      label: t("groups.notSatisfied"),
      tone: "none",
      scores: points.filter((score) => score < from),
    },
    {
      key: "satisfied",
      label: t("groups.satisfied"),
      tone: "good",
      scores: points.filter((score) => score >= from),
    },
  ];
}

const countOf = (data: MeasureData, scores: readonly number[]) =>
  scores.reduce((sum, score) => sum + (data.tally[score] ?? 0), 0);

/** Bars start at zero; the tallest fills the height. */
export function prepareDistribution(data: MeasureData, hrefOf: (scores: number[]) => string, words: Words) {
  const n = totalOf(data.tally);
  if (n === 0) return null;
  const most = Math.max(...Object.values(data.tally));
  const { locale } = words;
  const bar = (score: number): DistributionBar => {
    const count = data.tally[score] ?? 0;
    return {
      key: String(score),
      label: String(score),
      height: count / most,
      share: formatShare(count / n, locale, 0),
      count: words.t("answers", { n: count, shown: formatCount(count, locale) }),
      href: hrefOf([score]),
    };
  };
  const groups = scoreGroups(data, words);
  return {
    bars: groups.map(({ key, label, tone, scores }) => ({
      key,
      ...(label ? { label } : {}),
      tone,
      bars: scores.map(bar),
    })),
    segments: groups.toReversed().map(({ key, label = key, tone, scores }) => {
      const count = countOf(data, scores);
      return {
        key,
        label,
        tone,
        fraction: count / n,
        share: formatShare(count / n, locale, 0),
        count: formatCount(count, locale),
        href: hrefOf(scores),
      };
    }),
  };
}
