import type { TrendDrawing } from "@/components/charts/trend-point";
import { formatBucket } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { nextBucket } from "@/lib/period/grain";
import type { LocalDay } from "@/lib/period/local-day";
import type { Changes } from "@/lib/segments/queries/list-changes";

const movements = ["entered", "left", "members"] as const;

export type PreparedMonth = {
  key: string;
  month: string;
  numbers: { name: (typeof movements)[number]; text: string; href: string | null }[];
};

type Words = {
  locale: string;
  href: string;
  /** The people behind a number of a month; null: not for this reader. */
  peopleHref: ((set: string, from: LocalDay, to: LocalDay) => string) | null;
  said: (values: { entered: string; left: string }) => string;
  running: string;
};

/** Members at the end of each month as a line from zero, and the months as rows; the last month still runs. */
export function prepareChanges(
  { months }: Changes,
  { locale, href, peopleHref, said, running }: Words,
): TrendDrawing & { months: PreparedMonth[] } {
  const highest = Math.max(1, ...months.map(({ members }) => members));
  const top = roundUp(highest);
  const count = (n: number) => formatCount(n, locale);
  return {
    points: months.map(({ month, entered, left, members }, n) => {
      const { short, long } = formatBucket(month, "month", locale);
      const isLast = n === months.length - 1;
      return {
        key: month,
        label: short,
        longLabel: long,
        value: members,
        low: null,
        high: null,
        valueText: count(members),
        n: said({ entered: count(entered), left: count(left) }),
        href,
        ...(isLast ? { isIncomplete: true, note: running } : {}),
      };
    }),
    domain: [0, top],
    ticks: [0, top / 2, top].map((value) => ({ value, label: count(value) })),
    months: months.map(({ month, ...numbers }) => ({
      month: formatBucket(month, "month", locale).long,
      key: month,
      numbers: movements.map((name) => ({
        name,
        text: count(numbers[name]),
        href:
          peopleHref && numbers[name] > 0
            ? peopleHref(`segment-${name}`, month, nextBucket(month, "month"))
            : null,
      })),
    })),
  };
}

/** To the next 2, 4, 6, 8 or 10 of its order of magnitude, so that its half is a whole number too. */
function roundUp(n: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(n)));
  const times = Math.ceil(n / step / 2) * 2;
  return Math.max(2, times * step);
}
