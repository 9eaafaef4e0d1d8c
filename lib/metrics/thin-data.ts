/** Below this number of answers a slice of scores shows n only. */
export const SUPPRESSED_BELOW = 5;

/** Below this number of answers a value is marked "few answers". */
export const FEW_BELOW = 30;

/** none: nobody answered; suppressed: n only; few: marked; enough. For scores, not for figures on customers. */
export type Thinness = "none" | "suppressed" | "few" | "enough";

/**
 * How thin a slice of scores is. The queries of a room withhold; the functions here never do.
 * @param fewBelow what a workspace has set for its marks; no test is decided by it
 */
export function thinness(n: number, fewBelow: number = FEW_BELOW): Thinness {
  if (n === 0) return "none";
  if (n < SUPPRESSED_BELOW) return "suppressed";
  return n < fewBelow ? "few" : "enough";
}
