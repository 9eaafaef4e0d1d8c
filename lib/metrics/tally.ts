import { MetricError } from "@/lib/metrics/metric-error";
import { isOnScale, type Scale } from "@/lib/metrics/scales";
import type { Moments } from "@/lib/stats/moments";

/** Score → number of answers: what `GROUP BY score` returns. Scores are multiples of ½, counts are integers ≥ 0. */
export type Tally = Readonly<Record<number, number>>;

/** Counts single scores. Example: [5, 5, 4] → { 4: 1, 5: 2 }. */
export function tallyOf(scores: Iterable<number>): Tally {
  const tally: Record<number, number> = {};
  for (const score of scores) tally[score] = (tally[score] ?? 0) + 1;
  return tally;
}

/** Pools tallies as counts; scores are never averaged across groups. */
export function addTallies(...tallies: readonly Tally[]): Tally {
  const sum: Record<number, number> = {};
  for (const tally of tallies)
    for (const key of Object.keys(tally)) {
      const score = Number(key);
      const n = countOf(tally, score);
      if (n > 0) sum[score] = (sum[score] ?? 0) + n;
    }
  return sum;
}

/** [score, count] in ascending order of the score, empty scores left out. Throws MetricError `badCount`. */
export function entriesOf(tally: Tally): [score: number, n: number][] {
  const entries: [score: number, n: number][] = [];
  let isSorted = true;
  for (const key of Object.keys(tally)) {
    const score = Number(key);
    const n = countOf(tally, score);
    if (n === 0) continue;
    const [last] = entries.at(-1) ?? [];
    if (last !== undefined && last > score) isSorted = false;
    entries.push([score, n]);
  }
  return isSorted ? entries : entries.sort(([a], [b]) => a - b);
}

function countOf(tally: Tally, score: number): number {
  const n = tally[score];
  if (n === undefined || !Number.isSafeInteger(n) || n < 0)
    throw new MetricError("badCount", `The count of score ${score} is ${n}, not a whole number of answers`);
  return n;
}

/** Number of answers. */
export function totalOf(tally: Tally): number {
  let total = 0;
  for (const key of Object.keys(tally)) total += countOf(tally, Number(key));
  return total;
}

/** Number of answers whose score satisfies a condition. */
export function countWhere(tally: Tally, holds: (score: number) => boolean): number {
  return entriesOf(tally).reduce((sum, [score, n]) => (holds(score) ? sum + n : sum), 0);
}

/** Mean score; null when nobody answered. */
export function meanOf(tally: Tally): number | null {
  return momentsOfTally(tally)?.mean ?? null;
}

/** Sample variance (n − 1) of the scores; null below two answers. */
export function varianceOf(tally: Tally): number | null {
  return momentsOfTally(tally)?.variance ?? null;
}

/**
 * Count, mean and sample variance; null when nobody answered.
 * The sums are exact (whole half points, in arbitrary precision where they are large): only the last division rounds.
 */
export function momentsOfTally(tally: Tally): Moments | null {
  const entries = entriesOf(tally);
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (const [score, count] of entries) {
    if (!Number.isInteger(2 * score))
      throw new MetricError("badInput", `The score ${score} is not a multiple of one half`);
    const halves = 2 * score;
    n += count;
    sum += halves * count;
    squares += halves * halves * count;
  }
  if (n === 0) return null;
  // The square of a sum is at most n times the sum of squares.
  if (n * squares > Number.MAX_SAFE_INTEGER) return momentsOfMany(entries);
  const mean = sum / (2 * n);
  if (n === 1) return { n, mean, variance: null };
  return { n, mean, variance: (n * squares - sum * sum) / (4 * n * (n - 1)) };
}

function momentsOfMany(entries: readonly [score: number, n: number][]): Moments {
  let n = 0;
  let sum = 0n;
  let squares = 0n;
  for (const [score, count] of entries) {
    const halves = BigInt(2 * score);
    n += count;
    sum += halves * BigInt(count);
    squares += halves * halves * BigInt(count);
  }
  const mean = Number(sum) / (2 * n);
  if (n === 1) return { n, mean, variance: null };
  return { n, mean, variance: Number(BigInt(n) * squares - sum * sum) / (4 * n * (n - 1)) };
}

/** The tally itself, if every score lies on the scale. Throws MetricError `scoreOutsideScale` or `badCount`. */
export function requireOnScale(tally: Tally, scale: Scale): Tally {
  for (const [score] of entriesOf(tally))
    if (!isOnScale(scale, score))
      throw new MetricError("scoreOutsideScale", `The score ${score} is not on the scale "${scale}"`);
  return tally;
}
