import type { DefinitionParameters, Measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";

/** Customers by the number of their counting orders (or purchase days) in the window: one or more, two or more. */
export type RepurchaseCounts = { atLeastOne: number; atLeastTwo: number };

/** Repurchase rate: customers with ≥ 2 counting orders in the window over customers with ≥ 1; null without any. */
export function repurchase(counts: RepurchaseCounts, parameters: DefinitionParameters = {}): Measured<Share> {
  return share("repurchase", { numerator: counts.atLeastTwo, denominator: counts.atLeastOne }, parameters);
}

/** The second figure: the same by purchase days, so that two orders on one day are one. */
export function repurchaseByDays(
  counts: RepurchaseCounts,
  parameters: DefinitionParameters = {},
): Measured<Share> {
  return share(
    "repurchase-days",
    { numerator: counts.atLeastTwo, denominator: counts.atLeastOne },
    parameters,
  );
}

/** Counts customers by how many orders (or purchase days) each had in the window. */
export function repurchaseCounts(ordersPerCustomer: Iterable<number>): RepurchaseCounts {
  const counts = { atLeastOne: 0, atLeastTwo: 0 };
  for (const orders of ordersPerCustomer) {
    if (orders >= 1) counts.atLeastOne++;
    if (orders >= 2) counts.atLeastTwo++;
  }
  return counts;
}
