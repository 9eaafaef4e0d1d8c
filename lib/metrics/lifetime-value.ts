import type { BgNbd, BuyingHistory } from "@/lib/metrics/bg-nbd-fit";
import { expectedPurchases } from "@/lib/metrics/bg-nbd-forecast";
import { retentionRate, type ShiftedBetaGeometric } from "@/lib/metrics/shifted-beta-geometric";

/** Over how many months value is reckoned, and at what discount a year (0.1 = 10 %). Both are always stated. */
export type Horizon = { months: number; annualDiscount: number };

const WEEKS_PER_MONTH = 365.25 / 12 / 7;

/**
 * Customer lifetime value: expected future margin of each month, discounted to today, in minor units.
 * `margins[k]` is expected within month k + 1 and discounted as from its end. Revenue is never called value.
 */
export function lifetimeValue(margins: readonly number[], annualDiscount: number): number {
  return margins.reduce((sum, margin, k) => sum + margin / (1 + annualDiscount) ** ((k + 1) / 12), 0);
}

/** Value of a customer without a contract: purchases expected in each month × margin expected per purchase. */
export function valueWithoutContract(
  model: BgNbd,
  history: BuyingHistory,
  marginPerPurchase: number,
  { months, annualDiscount }: Horizon,
): number {
  let before = 0;
  const margins = Array.from({ length: months }, (_, k) => {
    const upTo = expectedPurchases(model, history, (k + 1) * WEEKS_PER_MONTH);
    const within = upTo - before;
    before = upTo;
    return within * marginPerPurchase;
  });
  return lifetimeValue(margins, annualDiscount);
}

/** Value of a customer with a contract: monthly margin × chance to be still there, given `tenure` whole months so far. */
export function valueOfContract(
  monthly: ShiftedBetaGeometric,
  tenure: number,
  monthlyMargin: number,
  { months, annualDiscount }: Horizon,
): number {
  let alive = 1;
  const margins = Array.from({ length: months }, (_, k) => {
    alive *= retentionRate(monthly, tenure + k + 1);
    return alive * monthlyMargin;
  });
  return lifetimeValue(margins, annualDiscount);
}
