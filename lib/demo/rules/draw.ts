import { normalDraw, seededRandom } from "@/lib/stats/random";

/** Draws that look random and are the same at every planting. */
export type Draw = {
  /** In [0, 1). */
  share(): number;
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number;
  chance(share: number): boolean;
  /** From the standard normal distribution. */
  normal(): number;
  pick<T>(choices: readonly T[]): T;
  /** An index, each as likely as its weight says. */
  weighted(weights: readonly number[]): number;
  shuffled<T>(values: readonly T[]): T[];
};

/** @param part each part of the story has draws of its own, so that a change in one leaves the others as they are */
export function drawOf(part: string): Draw {
  let seed = 2_166_136_261;
  for (const letter of part) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  const share = seededRandom(seed);
  const whole = (low: number, high: number) => low + Math.floor(share() * (high - low + 1));
  return {
    share,
    whole,
    chance: (limit) => share() < limit,
    normal: () => normalDraw(share),
    pick(choices) {
      const picked = choices[whole(0, choices.length - 1)];
      if (picked === undefined) throw new Error(`There is nothing to choose from (${part}).`);
      return picked;
    },
    weighted(weights) {
      let left = share() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return index < 0 ? weights.length - 1 : index;
    },
    shuffled(values) {
      const result = [...values];
      for (let i = result.length - 1; i > 0; i--) {
        const j = whole(0, i);
        const [a, b] = [result[i], result[j]];
        if (a === undefined || b === undefined) continue;
        result[i] = b;
        result[j] = a;
      }
      return result;
    },
  };
}

/** Counts scaled down so that their sum is the scaled sum, each as near to its share as whole numbers allow. */
export function scaledCounts(counts: readonly number[], share: number): number[] {
  const exact = counts.map((count) => count * share);
  const result = exact.map(Math.floor);
  let missing =
    Math.round(exact.reduce((sum, one) => sum + one, 0)) - result.reduce((sum, one) => sum + one, 0);
  const byRest = exact
    .map((one, index) => ({ index, rest: one - Math.floor(one) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRest) {
    if (missing-- <= 0) break;
    result[index] = (result[index] ?? 0) + 1;
  }
  return result;
}
