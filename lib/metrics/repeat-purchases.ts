import { type Day, dayNumber } from "@/lib/metrics/day";

/**
 * A customer without a contract, as the models of buying see it: `x` repeat purchase days, the last of them `tx`
 * weeks after the first purchase, observed for `t` weeks. `meanSpend`: mean per repeat purchase day, minor units
 * (null without one): the first purchase day is left out.
 */
export type RepeatPurchases = { x: number; tx: number; t: number; meanSpend: number | null };

/**
 * Sums up the counting orders of one customer up to and including `lastDay`; orders of one day are one purchase.
 * Null for who had not bought by then.
 *
 * Example: first day 1997-01-01, last observed day 1997-09-30 → t = 38.857 weeks.
 */
export function repeatPurchases(
  orders: readonly { on: Day; amount: number }[],
  lastDay: Day,
): RepeatPurchases | null {
  const days = new Map<Day, number>();
  for (const { on, amount } of orders) if (on <= lastDay) days.set(on, (days.get(on) ?? 0) + amount);
  const [first, ...repeats] = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  if (first === undefined) return null;
  const start = dayNumber(first[0]);
  const last = repeats.at(-1);
  const x = repeats.length;
  return {
    x,
    tx: last === undefined ? 0 : (dayNumber(last[0]) - start) / 7,
    t: (dayNumber(lastDay) - start) / 7,
    meanSpend: x === 0 ? null : repeats.reduce((sum, [, amount]) => sum + amount, 0) / x,
  };
}
