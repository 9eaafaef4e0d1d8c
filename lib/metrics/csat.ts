import { type Measured, measured } from "@/lib/metrics/measured";
import { requireScaleOf, SCALES, type SCALES_OF } from "@/lib/metrics/scales";
import { type Share, share } from "@/lib/metrics/share";
import { countWhere, requireOnScale, type Tally, totalOf } from "@/lib/metrics/tally";
import { wilsonInterval } from "@/lib/stats/wilson-interval";

type CsatScale = (typeof SCALES_OF)["csat"][number];

/** The lowest score that counts as satisfied. */
export const SATISFIED_FROM: Record<CsatScale, number> = { "1-5": 4, "1-7": 6, "1-10": 9, "0-10": 9 };

/**
 * Customer satisfaction: share of satisfied answers, 0…1; null when nobody answered.
 * Satisfied: 4–5 of `1-5`, 6–7 of `1-7`, 9–10 of `1-10` and `0-10`; other scales throw MetricError.
 * Interval: Wilson. Example: 5:42, 4:32, 3:10, 2:9, 1:14 → 74/107 = 69.16 %.
 */
export function csat(tally: Tally, scale: string = "1-5"): Measured<Tally> {
  const of = requireScaleOf("csat", scale);
  const { numerator, denominator } = satisfied(tally, of);
  return measured(
    "csat",
    {
      value: denominator === 0 ? null : numerator / denominator,
      n: denominator,
      interval: wilsonInterval(numerator, denominator),
      counts: tally,
    },
    { scale: of, band: bandOf(of) },
  );
}

/** CSAT of answers on several scales: satisfied answers and answers are pooled as counts, each by its own band. */
export function csatOfScales(parts: readonly { scale: string; tally: Tally }[]): Measured<Share> {
  const scales = parts.map(({ scale }) => requireScaleOf("csat", scale));
  const shares = parts.map(({ scale, tally }) => satisfied(tally, requireScaleOf("csat", scale)));
  const pooled = shares.reduce(
    (sum, part) => ({
      numerator: sum.numerator + part.numerator,
      denominator: sum.denominator + part.denominator,
    }),
    { numerator: 0, denominator: 0 },
  );
  return share("csat", pooled, { scales, bands: scales.map(bandOf) });
}

function satisfied(tally: Tally, scale: CsatScale): Share {
  requireOnScale(tally, scale);
  const numerator = countWhere(tally, (score) => score >= SATISFIED_FROM[scale]);
  return { numerator, denominator: totalOf(tally) };
}

function bandOf(scale: CsatScale): string {
  return `${SATISFIED_FROM[scale]}-${SCALES[scale].max}`;
}
