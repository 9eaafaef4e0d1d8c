import { MetricError } from "@/lib/metrics/metric-error";

/** A local day of the workspace, `YYYY-MM-DD`. Days compare as text. */
export type Day = string;

/** Days `[from, to)`: "at from" is the day before `from`, "at to" the day before `to`. */
export type Period = { from: Day; to: Day };

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, for reckoning with distances. Throws MetricError `badInput` for what is no calendar day. */
export function dayNumber(day: Day): number {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const time = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const found = new Date(time);
  if (found.getUTCDate() !== Number(date) || found.getUTCMonth() !== Number(month) - 1)
    throw new MetricError("badInput", `"${day}" is not a calendar day YYYY-MM-DD`);
  return time / DAY_MS;
}

/** The day with this number. */
export function dayOf(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The day `days` later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return dayOf(dayNumber(day) + days);
}

/** The last day before. */
export function dayBefore(day: Day): Day {
  return addDays(day, -1);
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Whole calendar months from one day to another: 2026-01-31 → 2026-03-01 is 1, → 2026-03-31 is 2. */
export function wholeMonths(from: Day, to: Day): number {
  const months = monthNumber(monthOf(to)) - monthNumber(monthOf(from));
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}

/** The calendar month of a day, `YYYY-MM`. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** Months since year 0, so that the distance of two months is their difference. */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
