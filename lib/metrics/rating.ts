import { type Measured, measured } from "@/lib/metrics/measured";
import { MetricError } from "@/lib/metrics/metric-error";
import { isScale, type Scale } from "@/lib/metrics/scales";
import { momentsOfTally, requireOnScale, type Tally, totalOf } from "@/lib/metrics/tally";
import { meanInterval } from "@/lib/stats/mean-interval";

/**
 * Mean and distribution on the question's own scale; null when nobody answered. Interval: t.
 * Any scale of Lotse is allowed, so that the mean of a CSAT question (the experience of a touchpoint) is a rating too.
 * Throws MetricError `unknownScale` or `scoreOutsideScale`.
 */
export function rating(tally: Tally, scale: string): Measured<Tally> {
  if (!isScale(scale)) throw new MetricError("unknownScale", `Unknown scale "${scale}"`);
  const moments = momentsOfTally(requireOnScale(tally, scale));
  return measured(
    "rating",
    {
      value: moments?.mean ?? null,
      n: moments?.n ?? 0,
      interval: moments && meanInterval(moments),
      counts: tally,
    },
    { scale },
  );
}

/**
 * A slice with ratings on one or several scales. Several scales have no common value:
 * `all` is then null with the number of answers, and each scale stands alone in `groups`.
 */
export function ratingOfScales(parts: readonly { scale: Scale; tally: Tally }[]): {
  all: Measured;
  groups: Measured<Tally>[];
} {
  const groups = parts
    .filter(({ tally }) => totalOf(tally) > 0)
    .map(({ scale, tally }) => rating(tally, scale));
  const [only, ...others] = groups;
  if (only && others.length === 0) return { all: only, groups };
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const scales = groups.map((group) => String(group.definition.parameters.scale));
  return { all: measured("rating", { value: null, n, interval: null, counts: {} }, { scales }), groups };
}
