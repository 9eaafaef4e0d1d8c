import { addDays, type Day, dayNumber, dayOf, type Period } from "@/lib/metrics/day";

/** A customer's dated facts, as far as they say what happened after an event. Both ends of "between" are inclusive. */
export type CustomerHistory = {
  segment: string | null;
  /** The customer's first such event within the event period, null if there was none. */
  firstEventOn: Day | null;
  activeOn: (day: Day) => boolean;
  boughtBetween: (first: Day, last: Day) => boolean;
  /** Margin in minor units; null where margins are not recorded. */
  marginBetween: (first: Day, last: Day) => number | null;
};

/** What happened to one customer in the window. */
export type Outcome = {
  segment: string | null;
  withEvent: boolean;
  lost: boolean;
  boughtAgain: boolean;
  margin: number | null;
};

/** Days after an event that are looked at. */
export const AFTER_EVENT_DAYS = 180;

/**
 * What happened in the days after an event: the window begins the day after the customer's first event or,
 * for customers without one, after the middle day of the event period. Lost = not active on the last day of the window.
 * Null for who was not active on the starting day, and while the window is not over (`observedUntil` = first day
 * that is not observed any more).
 *
 * One function for moments of truth, complaints, gaps and delight.
 */
export function outcomeAfter(
  customer: CustomerHistory,
  eventPeriod: Period,
  observedUntil: Day,
  days: number = AFTER_EVENT_DAYS,
): Outcome | null {
  const start = customer.firstEventOn ?? middleDay(eventPeriod);
  const [first, last] = [addDays(start, 1), addDays(start, days)];
  if (last >= observedUntil || !customer.activeOn(start)) return null;
  return {
    segment: customer.segment,
    withEvent: customer.firstEventOn !== null,
    lost: !customer.activeOn(last),
    boughtAgain: customer.boughtBetween(first, last),
    margin: customer.marginBetween(first, last),
  };
}

/** The middle day of a period; of two middle ones the later. Example: [2026-01-01, 2026-01-04) → 2026-01-02. */
export function middleDay({ from, to }: Period): Day {
  const [first, end] = [dayNumber(from), dayNumber(to)];
  return dayOf(first + Math.floor((end - first) / 2));
}
