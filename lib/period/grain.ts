import { addDays, addMonths, daysBetween, type LocalDay } from "./local-day";
import { type Period, quarterStart } from "./period";

export const grains = ["day", "week", "month", "quarter"] as const;
export type Grain = (typeof grains)[number];

/** First day of the bucket that a day belongs to; weeks are ISO weeks (Monday). */
export function bucketStart(day: LocalDay, grain: Grain): LocalDay {
  switch (grain) {
    case "day":
      return day;
    case "week":
      return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
    case "month":
      return `${day.slice(0, 7)}-01`;
    case "quarter":
      return quarterStart(day);
  }
}

export function nextBucket(start: LocalDay, grain: Grain): LocalDay {
  if (grain === "day") return addDays(start, 1);
  if (grain === "week") return addDays(start, 7);
  return addMonths(start, grain === "month" ? 1 : 3);
}

/** Key of a bucket as the API names it: 2026-01-05, 2026-W02, 2026-01, 2026-Q1. */
export function bucketKey(start: LocalDay, grain: Grain): string {
  if (grain === "day") return start;
  if (grain === "month") return start.slice(0, 7);
  if (grain === "quarter") return `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`;
  const thursday = addDays(start, 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** First days of all buckets that touch a period, in order, empty ones too. */
export function bucketsOf(period: Period, grain: Grain): LocalDay[] {
  const starts: LocalDay[] = [];
  for (let start = bucketStart(period.from, grain); start < period.to; start = nextBucket(start, grain))
    starts.push(start);
  return starts;
}

/** A grain that gives a readable number of points. */
export function fittingGrain(period: Period): Grain {
  const days = daysBetween(period.from, period.to);
  if (days <= 31) return "day";
  if (days <= 200) return "week";
  return days <= 1200 ? "month" : "quarter";
}
