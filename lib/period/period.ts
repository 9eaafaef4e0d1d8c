import { addDays, addMonths, daysBetween, type LocalDay } from "./local-day";

/** Half-open `[from, to)` in dates of the workspace's time zone. */
export type Period = { from: LocalDay; to: LocalDay };

export const presets = [
  "last-quarter",
  "this-quarter",
  "last-month",
  "this-month",
  "last-30-days",
  "last-90-days",
  "last-12-months",
  "this-year",
  "all",
] as const;
export type Preset = (typeof presets)[number];
export const isPreset = (value: unknown): value is Preset => presets.includes(value as Preset);

const monthStart = (day: LocalDay): LocalDay => `${day.slice(0, 7)}-01`;

export function quarterStart(day: LocalDay): LocalDay {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
}

/** The dates behind a preset; `today` is the workspace's local day. `all` has no bounds and is null. */
export function periodOf(preset: Preset, today: LocalDay): Period | null {
  const tomorrow = addDays(today, 1);
  const quarter = quarterStart(today);
  switch (preset) {
    case "last-quarter":
      return { from: addMonths(quarter, -3), to: quarter };
    case "this-quarter":
      return { from: quarter, to: addMonths(quarter, 3) };
    case "last-month":
      return { from: addMonths(monthStart(today), -1), to: monthStart(today) };
    case "this-month":
      return { from: monthStart(today), to: addMonths(monthStart(today), 1) };
    case "last-30-days":
      return { from: addDays(tomorrow, -30), to: tomorrow };
    case "last-90-days":
      return { from: addDays(tomorrow, -90), to: tomorrow };
    case "last-12-months":
      return { from: addMonths(monthStart(today), -12), to: monthStart(today) };
    case "this-year":
      return { from: `${today.slice(0, 4)}-01-01`, to: `${Number(today.slice(0, 4)) + 1}-01-01` };
    case "all":
      return null;
  }
}

/** Whole months in a period whose ends are both the first of a month, else null. */
export function wholeMonths({ from, to }: Period): number | null {
  if (!from.endsWith("-01") || !to.endsWith("-01")) return null;
  const count = (day: LocalDay) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(to) - count(from);
}

/** The preceding equal number of whole months if the period is whole ones, else of days. */
export function periodBefore(period: Period): Period {
  const months = wholeMonths(period);
  const from =
    months === null
      ? addDays(period.from, -daysBetween(period.from, period.to))
      : addMonths(period.from, -months);
  return { from, to: period.from };
}

/** A period that is not over yet is marked wherever it is shown. */
export const isOver = (period: Period, today: LocalDay): boolean => period.to <= today;
