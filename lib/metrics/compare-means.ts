import type { Difference } from "@/lib/metrics/difference";
import { momentsOfTally, type Tally } from "@/lib/metrics/tally";
import type { Moments } from "@/lib/stats/moments";
import { welch } from "@/lib/stats/welch";

/**
 * Difference of two means, after − before, by Welch; null when one side has no answers.
 * Both tallies must be on the same scale (effort after `toEffort`).
 */
export function compareMeans(before: Tally, after: Tally): Difference | null {
  return compareMoments(momentsOfTally(before), momentsOfTally(after));
}

/** The same from count, mean and sample variance. */
export function compareMoments(before: Moments | null, after: Moments | null): Difference | null {
  if (before === null || after === null) return null;
  return {
    ...welch([
      { ...after, sign: 1 },
      { ...before, sign: -1 },
    ]),
    method: "welch",
  };
}
