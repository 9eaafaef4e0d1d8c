import { addDays, addMonths, type LocalDay } from "@/lib/period/local-day";

export type MonthDay = { day: LocalDay; isInMonth: boolean };

export const isMonth = (text: string): boolean => /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text);
export const monthOf = (day: LocalDay): string => day.slice(0, 7);
export const otherMonth = (month: string, by: number): string => monthOf(addMonths(`${month}-01`, by));

/** Whole weeks from Monday to Sunday around a month, and where they begin and end (not included). */
export function monthGrid(month: string): { weeks: MonthDay[][]; from: LocalDay; to: LocalDay } {
  const first = `${month}-01`;
  const end = addMonths(first, 1);
  const from = addDays(first, -((weekday(first) + 6) % 7));
  const weeks: MonthDay[][] = [];
  let day = from;
  while (day < end) {
    const start = day;
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const one = addDays(start, index);
        return { day: one, isInMonth: monthOf(one) === month };
      }),
    );
    day = addDays(day, 7);
  }
  return { weeks, from, to: day };
}

/** 0 is Sunday. */
const weekday = (day: LocalDay): number => new Date(`${day}T00:00:00Z`).getUTCDay();
