import { type Measured, measured } from "@/lib/metrics/measured";
import { MetricError } from "@/lib/metrics/metric-error";
import { entriesOf, momentsOfTally, type Tally } from "@/lib/metrics/tally";
import { meanInterval } from "@/lib/stats/mean-interval";

/** Share of texts of each polarity, 0…1; null when there are none. */
export type SentimentShares = { negative: number; neutral: number; positive: number };

/**
 * Mean polarity of texts (−1, 0, 1): −1…1, null without texts. Interval: t. Throws MetricError for another polarity.
 *
 * Example: negative 6263, neutral 1913, positive 1483 → −0.494875.
 */
export function sentiment(tally: Tally): Measured<Tally> {
  for (const [polarity] of entriesOf(tally))
    if (![-1, 0, 1].includes(polarity))
      throw new MetricError("scoreOutsideScale", `The polarity ${polarity} is none of −1, 0, 1`);
  const moments = momentsOfTally(tally);
  return measured("sentiment", {
    value: moments?.mean ?? null,
    n: moments?.n ?? 0,
    interval: moments && meanInterval(moments),
    counts: tally,
  });
}

/** The three shares behind the mean. */
export function sentimentShares(tally: Tally): SentimentShares | null {
  const { n } = sentiment(tally);
  if (n === 0) return null;
  return { negative: (tally[-1] ?? 0) / n, neutral: (tally[0] ?? 0) / n, positive: (tally[1] ?? 0) / n };
}
