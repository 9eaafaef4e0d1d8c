import { type Interval, interval } from "@/lib/stats/interval";
import { wilsonInterval } from "@/lib/stats/wilson-interval";

/**
 * Interval of the difference of two shares, b − a. Null when one side is empty.
 *
 * Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10 (hybrid of the two Wilson intervals).
 * Example: 166 of 1473 → 1655 of 3875: 0.29128 … 0.33618.
 */
export function newcombeInterval(a: { k: number; n: number }, b: { k: number; n: number }): Interval | null {
  const wilsonA = wilsonInterval(a.k, a.n);
  const wilsonB = wilsonInterval(b.k, b.n);
  if (wilsonA === null || wilsonB === null) return null;
  const pA = a.k / a.n;
  const pB = b.k / b.n;
  return interval(
    Math.max(-1, pB - pA - Math.hypot(pB - wilsonB.low, wilsonA.high - pA)),
    Math.min(1, pB - pA + Math.hypot(wilsonB.high - pB, pA - wilsonA.low)),
  );
}
