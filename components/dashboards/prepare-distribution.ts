import type { DistributionBar } from "@/components/charts/distribution-bars";
import type { MeasureData } from "@/lib/dashboards/queries/measure-reading";
import { bandsOf } from "@/lib/dashboards/rules/score-bands";
import { formatCount, formatShare } from "@/lib/format/numbers";
import { totalOf } from "@/lib/metrics/tally";
import type { Words } from "./prepare-tile";

/** How many gave which score; bars start at zero, the tallest fills the height. Null where there is nothing to show. */
export function prepareDistribution(
  data: Pick<MeasureData, "key" | "tally" | "scale">,
  hrefOf: (scores: number[]) => string,
  words: Words,
) {
  const n = totalOf(data.tally);
  if (n === 0 || !data.scale) return null;
  const most = Math.max(...Object.values(data.tally));
  const { locale, t } = words;
  const answers = (count: number) => t("answers", { n: count, shown: formatCount(count, locale) });
  const bar = (score: number): DistributionBar => {
    const count = data.tally[score] ?? 0;
    return {
      key: String(score),
      label: String(score),
      height: count / most,
      share: formatShare(count / n, locale, 0),
      count: answers(count),
      href: hrefOf([score]),
    };
  };
  const bands = bandsOf(data.key, data.scale).map((band) => ({ ...band, label: t(`groups.${band.key}`) }));
  const isSplit = bands.length > 1;
  return {
    bars: bands.map(({ key, label, tone, scores }) => ({
      key,
      ...(isSplit ? { label } : {}),
      tone,
      bars: scores.map(bar),
    })),
    segments: isSplit
      ? bands.toReversed().map(({ key, label, tone, scores }) => {
          const count = scores.reduce((sum, score) => sum + (data.tally[score] ?? 0), 0);
          return {
            key,
            label,
            tone,
            fraction: count / n,
            share: formatShare(count / n, locale, 0),
            count: formatCount(count, locale),
            href: hrefOf(scores),
          };
        })
      : [],
  };
}
