import { centred, correlations } from "@/lib/stats/correlation";
import { type Interval, interval, LEVEL } from "@/lib/stats/interval";
import { percentile } from "@/lib/stats/percentile";
import { normalDraw, seededRandom } from "@/lib/stats/random";
import { relativeWeights } from "@/lib/stats/relative-weights";

/** Resamples and seed are fixed, so that the same answers always give the same verdict. */
export const RESAMPLES = 1000;
const SEED = 20_090_708;

/**
 * For each driver the 95 % bootstrap interval of (its Johnson weight − that of an added random variable).
 * A driver whose interval lies above 0 is tied to the outcome by more than chance.
 * The random values are dealt out to the cases anew for every resample, so that no verdict hangs on one lucky draw.
 *
 * Source: Tonidandel, LeBreton & Johnson (2009), Psychological Methods 14, 387–399 (percentile interval).
 */
export function weightsAgainstChance(
  drivers: readonly (readonly number[])[],
  outcome: readonly number[],
  resamples: number = RESAMPLES,
): (Interval | null)[] {
  const n = outcome.length;
  const random = seededRandom(SEED);
  const chance = outcome.map(() => normalDraw(random));
  const cases = centred([...drivers, chance, outcome]);
  const column = drivers.length;
  const surplus = drivers.map((): number[] => []);
  const drawn = new Float64Array(n);
  for (let resample = 0; resample < resamples; resample++) {
    drawn.fill(0);
    for (let i = 0; i < n; i++) {
      const which = Math.floor(random() * n);
      drawn[which] = (drawn[which] ?? 0) + 1;
    }
    const shift = Math.floor(random() * n);
    for (let i = 0; i < n; i++) cases.set(i, column, chance[(i + shift) % n] ?? 0);
    const { weights } = relativeWeights(correlations(cases, drawn));
    const ofChance = weights[column] ?? 0;
    surplus.forEach((differences, j) => {
      differences.push((weights[j] ?? 0) - ofChance);
    });
  }
  return surplus.map((differences) => {
    const low = percentile(differences, (1 - LEVEL) / 2);
    const high = percentile(differences, (1 + LEVEL) / 2);
    return low === null || high === null ? null : interval(low, high);
  });
}
