import type { CustomerOverPeriod } from "@/lib/metrics/customer-flow";
import { dayNumber, type Period } from "@/lib/metrics/day";
import { median } from "@/lib/stats/median";

/** An order counts once it is completed, even at a value of 0; cancelled and returned ones do not. */
export function isCountingOrder(order: { status: string }): boolean {
  return order.status === "completed";
}

/**
 * After how many days without an order a customer counts as inactive: `days` for all, or `ownMedianTimes` × the
 * customer's own median interval between purchase days (with fewer than three intervals `days`).
 */
export type InactivityRule = { days: number; ownMedianTimes?: number };

/**
 * Active on a day if the last counting order on or before it lies at most g days before it.
 * `purchaseDays`: day numbers, ascending, each once.
 */
export function isActiveByOrders(
  purchaseDays: readonly number[],
  day: number,
  rule: InactivityRule,
): boolean {
  const known = countUpTo(purchaseDays, day);
  const last = purchaseDays[known - 1];
  if (last === undefined) return false;
  const gap = rule.ownMedianTimes === undefined ? rule.days : allowedGap(purchaseDays.slice(0, known), rule);
  return day - last <= gap;
}

/** g of one customer: what the rule allows, given the purchase days known so far. May be a fraction of a day. */
export function allowedGap(purchaseDays: readonly number[], rule: InactivityRule): number {
  const gaps = intervalsOf(purchaseDays);
  if (rule.ownMedianTimes === undefined || gaps.length < 3) return rule.days;
  return rule.ownMedianTimes * (median(gaps) ?? 0);
}

/** Days between neighbouring purchase days. */
export function intervalsOf(purchaseDays: readonly number[]): number[] {
  return purchaseDays.slice(1).map((day, i) => day - (purchaseDays[i] ?? day));
}

/** One customer over a period by the inactivity rule; new = the first counting order lies within the period. */
export function ordersOverPeriod(
  purchaseDays: readonly number[],
  period: Period,
  rule: InactivityRule,
): CustomerOverPeriod {
  const [from, to] = [dayNumber(period.from), dayNumber(period.to)];
  const first = purchaseDays[0];
  return {
    activeAtStart: isActiveByOrders(purchaseDays, from - 1, rule),
    activeAtEnd: isActiveByOrders(purchaseDays, to - 1, rule),
    isNew: first !== undefined && first >= from && first < to,
  };
}

/** How many of the ascending days are on or before `day`. */
function countUpTo(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? Infinity) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
