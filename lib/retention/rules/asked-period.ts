import { addDays, addMonths, type LocalDay } from "@/lib/period/local-day";
import { type Period, periodOf } from "@/lib/period/period";

export type AskedPeriod = { from?: LocalDay | undefined; to?: LocalDay | undefined };

/**
 * The period of a figure that needs two ends (churn, retention, revenue): without both the last complete quarter, with
 * `from` alone up to and including today, with `to` alone the three months before.
 */
export function periodAsked({ from, to }: AskedPeriod, today: LocalDay): Period {
  if (from && to) return { from, to };
  if (to) return { from: addMonths(to, -3), to };
  const tomorrow = addDays(today, 1);
  if (from) return { from, to: from < tomorrow ? tomorrow : addDays(from, 1) };
  return periodOf("last-quarter", today) ?? { from: addMonths(tomorrow, -3), to: tomorrow };
}

const beginning = "1900-01-01";
const end = "2200-01-01";

/** The window of a figure that may be open (repurchase, conversion): all time where nothing is said. */
export const windowAsked = ({ from, to }: AskedPeriod): Period => ({
  from: from ?? beginning,
  to: to ?? end,
});

/** The same between the first and the last day on which there is something to see; null where that is nothing. */
export function windowWithin(
  { from, to }: AskedPeriod,
  seen: { first: LocalDay; last: LocalDay } | null,
): Period | null {
  const window = seen && { from: from ?? seen.first, to: to ?? addDays(seen.last, 1) };
  return window && window.from < window.to ? window : null;
}

/** A window as `definition.parameters` shows it: null where it is open. */
export const parametersOfWindow = ({ from, to }: AskedPeriod) => ({ from: from ?? null, to: to ?? null });
