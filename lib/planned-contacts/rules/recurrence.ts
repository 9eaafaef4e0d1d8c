import { addDays, addMonths, daysBetween, type LocalDay } from "@/lib/period/local-day";

export const repetitions = ["none", "weekly", "monthly", "quarterly", "yearly"] as const;
export type Repeats = (typeof repetitions)[number];

const monthsOf: Partial<Record<Repeats, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

/** A series is asked for a window; nobody looks at more of one than this. */
const most = 1_000;

/**
 * The day of the `n`th occurrence, counted from 0. Months are counted from the first day, never from the occurrence
 * before: what begins on 31 January falls on 28 February and on 31 March again, and what begins on 29 February falls on
 * 28 February in the years between.
 */
export function occurrence(first: LocalDay, repeats: Repeats, n: number): LocalDay {
  if (n === 0) return first;
  if (repeats === "weekly") return addDays(first, 7 * n);
  return addMonths(first, (monthsOf[repeats] ?? 0) * n);
}

/** The first number whose occurrence may lie at or after a day; never too late. */
function startAt(first: LocalDay, repeats: Repeats, from: LocalDay): number {
  if (from <= first) return 0;
  if (repeats === "weekly") return Math.floor(daysBetween(first, from) / 7);
  const months = monthsOf[repeats] ?? 1;
  const apart =
    (Number(from.slice(0, 4)) - Number(first.slice(0, 4))) * 12 +
    (Number(from.slice(5, 7)) - Number(first.slice(5, 7)));
  return Math.max(0, Math.floor((apart - 1) / months));
}

/** The days on which something falls that first takes place on `first`, in [from, to). */
export function occurrences(
  { first, repeats }: { first: LocalDay; repeats: Repeats },
  { from, to }: { from: LocalDay; to: LocalDay },
): LocalDay[] {
  if (repeats === "none") return first >= from && first < to ? [first] : [];
  const days: LocalDay[] = [];
  for (let n = startAt(first, repeats, from); days.length < most; n++) {
    const day = occurrence(first, repeats, n);
    if (day >= to) break;
    if (day >= from) days.push(day);
  }
  return days;
}

/** The first occurrence after a day (null: of all); null where there is none. */
export function nextOccurrence(
  { first, repeats }: { first: LocalDay; repeats: Repeats },
  after: LocalDay | null,
): LocalDay | null {
  if (after === null || after < first) return first;
  if (repeats === "none") return null;
  for (let n = startAt(first, repeats, after); ; n++) {
    const day = occurrence(first, repeats, n);
    if (day > after) return day;
  }
}
