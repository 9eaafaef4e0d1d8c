import { MetricError } from "@/lib/metrics/metric-error";

/** A local day of the workspace, `YYYY-MM-DD`. Days compare as text. */
export type Day = string;

/** Days `[from, to)`: "at from" is the day before `from`, "at to" the day before `to`. */
export type Period = { from: Day; to: Day };

/** 1970-01-01 counted from the March that begins year 0. */
const SHIFT = 719_469;

/**
 * Days since 1970-01-01, for reckoning with distances. Throws MetricError `badInput` for what is no calendar day.
 *
 * Source: Hinnant, chrono-compatible low-level date algorithms (Gregorian calendar, years that begin in March).
 */
export function dayNumber(day: Day): number {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) throw noDay(day);
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const number =
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * m + 2) / 5) +
    date;
  if (month < 1 || month > 12 || date < 1 || date > daysIn(month, year)) throw noDay(day);
  return number - SHIFT;
}

/** The day with this number. */
export function dayOf(number: number): Day {
  const z = number + SHIFT - 1;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
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

function daysIn(month: number, year: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function noDay(text: string): MetricError {
  return new MetricError("badInput", `"${text}" is not a calendar day YYYY-MM-DD`);
}
