import { centred, correlations } from "@/lib/stats/correlation";
import { type Interval, interval, LEVEL } from "@/lib/stats/interval";
import { lmg } from "@/lib/stats/lmg";
import { percentile } from "@/lib/stats/percentile";
import { seededRandom } from "@/lib/stats/random";
import { relativeWeights } from "@/lib/stats/relative-weights";

/** Dividing R² among many drivers is slow, and a range needs fewer draws than a verdict. */
const RESAMPLES = 250;
const SEED = 20_061_201;

/**
 * How far each driver's share of R² strays from its value when the cases are drawn anew: 95 % of the resamples lie
 * between `low` and `high` of it. Null where the outcome is not explained at all.
 *
 * Source: Grömping (2006), J. Statistical Software 17(1), 4.2 (percentile interval). Cases are drawn as a whole.
 */
export function shareDeviations(
  drivers: readonly (readonly number[])[],
  outcome: readonly number[],
  headline: "lmg" | "johnson",
): (Interval | null)[] {
  const n = outcome.length;
  const random = seededRandom(SEED);
  const cases = centred([...drivers, outcome]);
  const drawn = new Float64Array(n);
  const sharesOf = (weights: Float64Array): number[] | null => {
    const related = correlations(cases, weights);
    const johnson = relativeWeights(related);
    if (!(johnson.r2 > 0)) return null;
    const parts = headline === "lmg" ? lmg(related) : johnson.weights;
    return parts.map((part) => part / johnson.r2);
  };
  const own = sharesOf(drawn.fill(1));
  if (own === null) return drivers.map(() => null);
  const strayed = drivers.map((): number[] => []);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    drawn.fill(0);
    for (let i = 0; i < n; i++) {
      const which = Math.floor(random() * n);
      drawn[which] = (drawn[which] ?? 0) + 1;
    }
    sharesOf(drawn)?.forEach((share, j) => {
      strayed[j]?.push(share - (own[j] ?? 0));
    });
  }
  return strayed.map((deviations) => {
    const low = percentile(deviations, (1 - LEVEL) / 2);
    const high = percentile(deviations, (1 + LEVEL) / 2);
    return low === null || high === null ? null : interval(low, high);
  });
}
