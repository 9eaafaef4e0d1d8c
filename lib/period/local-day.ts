import { fromAbsolute, parseAbsolute, parseDate, toCalendarDate } from "@internationalized/date";

/** A calendar date `YYYY-MM-DD`, without time and zone. */
export type LocalDay = string;

/** The local day of an instant in a time zone. Facts store it at write. */
export function localDay(instant: Date, timeZone: string): LocalDay {
  return toCalendarDate(fromAbsolute(instant.getTime(), timeZone)).toString();
}

/** The first instant of a local day (daylight saving is the time zone's business). */
export function startOfDay(day: LocalDay, timeZone: string): Date {
  return parseDate(day).toDate(timeZone);
}

/** `dayOnly`: said as a date without a time. Then the day is what is meant, in whatever time zone. */
export type Moment = { at: Date; day: LocalDay; dayOnly: boolean };

/** An instant with offset, or a date that is that local day in the workspace's time zone. Null when it is neither. */
export function parseMoment(text: string, timeZone: string): Moment | null {
  if (isLocalDay(text)) return { at: startOfDay(text, timeZone), day: text, dayOnly: true };
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  try {
    const at = parseAbsolute(text.replace(/(T\d{2}:\d{2})(Z|[+-])/, "$1:00$2"), "UTC").toDate();
    if (Number.isNaN(at.getTime())) return null;
    const day = localDay(at, timeZone);
    return isLocalDay(day) ? { at, day, dayOnly: false } : null;
  } catch {
    return null;
  }
}

/** True for an existing date of the years 1900 to 2200. */
export function isLocalDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return parseDate(text).toString() === text;
  } catch {
    return false;
  }
}

export function addDays(day: LocalDay, days: number): LocalDay {
  return parseDate(day).add({ days }).toString();
}

export function addMonths(day: LocalDay, months: number): LocalDay {
  return parseDate(day).add({ months }).toString();
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A moment as it is stored: the instant as text, and the local day that was fixed when it was written. */
export type StoredMoment = { at: string; day: LocalDay; dayOnly: boolean };

/** The moment that was said, or the one there is; the same instant said once more keeps its day. Null: not a moment. */
export function movedMoment(
  said: string | undefined,
  before: StoredMoment | null,
  timeZone: string,
): StoredMoment | null {
  if (said === undefined) return before;
  const moment = parseMoment(said, timeZone);
  if (!moment) return null;
  const at = moment.at.toISOString();
  return before?.at === at ? before : { ...moment, at };
}
