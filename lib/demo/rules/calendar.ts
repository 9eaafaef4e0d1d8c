import { addMonths, localDay, startOfDay } from "@/lib/period/local-day";
import { quarterStart } from "@/lib/period/period";

/** Days are counted from 1970-01-01, so that the story can reckon with them. */
export type Day = number;

const dayMs = 86_400_000;
const texts = new Map<Day, string>();

/** 2026-01-31 */
export function dayText(day: Day): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * dayMs).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

export const dayNumber = (text: string): Day => Date.parse(text) / dayMs;

/** 0 is Sunday. */
export const weekday = (day: Day): number => (day + 4) % 7;

export type Calendar = {
  /** The last day of which something is told: yesterday. */
  last: Day;
  from(quarter: number): Day;
  /** The first day after a quarter. */
  end(quarter: number): Day;
  /** The last day of a quarter that something is told of; before `from` where there is none yet. */
  lastOf(quarter: number): Day;
  /** Day 1 is the first of the quarter. */
  day(quarter: number, day: number): Day;
  quarterOf(day: Day): number;
  /** How much of a quarter is over: 1, or a part of it. */
  share(quarter: number): number;
  /** The instant of a minute of a day, in the workspace's time zone. Minutes until 22:30 stay on that day. */
  at(day: Day, minute: number): Date;
};

/** The demo's quarters around the present: Q-8 … Q-1 are complete, Q0 is filled up to yesterday. */
export function calendarAt(now: Date, timeZone: string): Calendar {
  const today = localDay(now, timeZone);
  const present = quarterStart(today);
  const last = dayNumber(today) - 1;
  const starts = new Map<number, Day>();
  const from = (quarter: number): Day => {
    let start = starts.get(quarter);
    if (start === undefined) {
      start = dayNumber(addMonths(present, quarter * 3));
      starts.set(quarter, start);
    }
    return start;
  };
  const end = (quarter: number) => from(quarter + 1);
  const begins = new Map<Day, number>();
  return {
    last,
    from,
    end,
    lastOf: (quarter) => Math.min(end(quarter) - 1, last),
    day: (quarter, day) => from(quarter) + day - 1,
    quarterOf(day) {
      // No quarter is shorter than 90 days or longer than 92: begin early enough and go on.
      let quarter = Math.floor((day - from(0)) / (day < from(0) ? 90 : 92));
      while (from(quarter + 1) <= day) quarter++;
      return quarter;
    },
    share: (quarter) => Math.max(0, Math.min(1, (last + 1 - from(quarter)) / (end(quarter) - from(quarter)))),
    at(day, minute) {
      let begin = begins.get(day);
      if (begin === undefined) {
        begin = startOfDay(dayText(day), timeZone).getTime();
        begins.set(day, begin);
      }
      return new Date(begin + minute * 60_000);
    },
  };
}
