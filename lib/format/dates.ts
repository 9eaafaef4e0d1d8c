import { bucketKey, type Grain } from "@/lib/period/grain";
import { addDays, type LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";

/** Calendar dates are formatted in UTC from their own midnight, so no time zone can move them by a day. */
const asDate = (day: LocalDay): Date => new Date(`${day}T00:00:00Z`);

const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...options, timeZone: "UTC" });

export const formatDay = (day: LocalDay, locale: string): string =>
  dateFormat(locale, { dateStyle: "medium" }).format(asDate(day));

/** People read a period with its last day: `[2026-07-01, 2026-10-01)` is 1 July to 30 September. */
export function formatPeriod(period: Period, locale: string): string {
  return dateFormat(locale, { dateStyle: "medium" }).formatRange(
    asDate(period.from),
    asDate(addDays(period.to, -1)),
  );
}

/** Short for the axis, long for tooltip and table. */
export function formatBucket(start: LocalDay, grain: Grain, locale: string): { short: string; long: string } {
  const year = start.slice(0, 4);
  switch (grain) {
    case "quarter": {
      const key = bucketKey(start, "quarter");
      const quarter = key.slice(5);
      return { short: `${quarter} ${year.slice(2)}`, long: `${quarter} ${year}` };
    }
    case "month":
      return {
        short: dateFormat(locale, { month: "short", year: "2-digit" }).format(asDate(start)),
        long: dateFormat(locale, { month: "long", year: "numeric" }).format(asDate(start)),
      };
    case "week": {
      const key = bucketKey(start, "week");
      const name = locale === "de" ? "KW" : "W";
      const week = String(Number(key.slice(6)));
      return {
        short: `${name} ${week}`,
        long: `${name} ${week}, ${formatPeriod({ from: start, to: addDays(start, 7) }, locale)}`,
      };
    }
    case "day":
      return {
        short: dateFormat(locale, { day: "numeric", month: "short" }).format(asDate(start)),
        long: formatDay(start, locale),
      };
  }
}

/** An instant in the workspace's time zone. */
export function formatInstant(instant: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  }).format(instant);
}
