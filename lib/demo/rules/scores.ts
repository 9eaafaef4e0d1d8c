import { normalCdf } from "@/lib/stats/normal";
import type { Draw } from "./draw";

/** How people spread over five points where nothing special happens: more good than bad, few at the ends of the scale. */
const shape = [1, 1.1, 1.9, 2.6, 2.2];
const distributions = new Map<number, number[]>();

/** Shares of the scores 1 … 5 with this mean: the usual shape, tilted until the mean is right. */
export function sharesOfMean(mean: number): number[] {
  const known = distributions.get(mean);
  if (known) return known;
  const tilted = (tilt: number): number[] => {
    const weights = shape.map((weight, index) => weight * Math.exp(tilt * index));
    const sum = weights.reduce((total, one) => total + one, 0);
    return weights.map((weight) => weight / sum);
  };
  const meanOf = (shares: number[]) => shares.reduce((sum, share, index) => sum + share * (index + 1), 0);
  let [low, high] = [-6, 6];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (meanOf(tilted(middle)) < mean) low = middle;
    else high = middle;
  }
  const shares = tilted((low + high) / 2);
  distributions.set(mean, shares);
  return shares;
}

/** So much of an answer is who gives it; the rest is the day. */
const temperShare = 0.55;

/** How somebody feels on a day, from the standard normal distribution. */
export const moodOf = (draw: Draw, temper: number): number =>
  temperShare * temper + Math.sqrt(1 - temperShare ** 2) * draw.normal();

/** A score of a touchpoint with this mean; well disposed people give the higher ones. */
export function drawScore(draw: Draw, mean: number, temper: number): number {
  let left = normalCdf(moodOf(draw, temper));
  const index = sharesOfMean(mean).findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return index < 0 ? shape.length : index + 1;
}

/** Hands out scores that are counted beforehand: the lowest to those in the worst mood. @param lowest the first score */
export function handOut<T>(
  people: readonly { who: T; mood: number }[],
  counts: readonly number[],
  lowest = 1,
): { who: T; score: number }[] {
  const ordered = [...people].sort((a, b) => a.mood - b.mood);
  const scores = counts.flatMap((count, index) => Array.from({ length: count }, () => index + lowest));
  if (scores.length !== ordered.length)
    throw new Error(`${scores.length} scores are to be given by ${ordered.length} people.`);
  return ordered.map(({ who }, index) => ({ who, score: scores[index] ?? lowest }));
}
