import { type Measured, sign } from "@/lib/metrics/measured";

/** The bound of the interval on the bad side; the value itself where there is no interval, null without a value. */
export function unfavourableBound({ value, interval, direction }: Measured): number | null {
  if (interval === null) return value;
  return sign(direction) === 1 ? interval.low : interval.high;
}

/**
 * Best first, by the unfavourable bound of the interval, so that few answers cannot lead a list.
 * Entries without a value come last; equal ones keep their order.
 */
export function league<E extends { measured: Measured }>(entries: readonly E[]): E[] {
  return [...entries].sort((a, b) => rank(b.measured) - rank(a.measured) || 0);
}

/** Higher is better; the least finite number stands for no value, so that two of them are equal. */
function rank(measured: Measured): number {
  const bound = unfavourableBound(measured);
  return bound === null ? -Number.MAX_VALUE : sign(measured.direction) * bound;
}
