import type { Direction } from "@/lib/metrics/definitions";
import type { Difference } from "@/lib/metrics/difference";
import { sign } from "@/lib/metrics/measured";

/** What a measure did. noEffect: no effect visible, and the one hoped for is ruled out. */
export type EffectVerdict = "works" | "noEffect" | "harms" | "notYetCertain";

/** `leastCertain`: how much of the effect is certain (or, without effect, the most it can be), in favourable points. */
export type JudgedEffect = { verdict: EffectVerdict; leastCertain: number | null };

/**
 * Verdict on the effect of a measure: works or harms where the interval excludes 0, no effect where it includes 0
 * and excludes the change that was the target, else not yet certain. `targetChange` in the unit of the metric,
 * target − start; null where no target was set.
 */
export function effectVerdict(
  effect: Difference | null,
  direction: Direction,
  targetChange: number | null,
): JudgedEffect {
  if (effect === null || effect.interval === null) return { verdict: "notYetCertain", leastCertain: null };
  const { low, high } = effect.interval;
  const [least, most] = sign(direction) === 1 ? [low, high] : [-high, -low];
  if (least > 0) return { verdict: "works", leastCertain: least };
  if (most < 0) return { verdict: "harms", leastCertain: most };
  if (targetChange !== null && most < sign(direction) * targetChange)
    return { verdict: "noEffect", leastCertain: most };
  return { verdict: "notYetCertain", leastCertain: null };
}
