import type { TrendDrawing } from "@/components/charts/trend-point";
import type { Row } from "@/components/ui/data-table";
import { formatBucket } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { Changes } from "@/lib/segments/queries/list-changes";

type Words = {
  locale: string;
  href: string;
  said: (values: { entered: string; left: string }) => string;
  running: string;
};

/** Members at the end of each month as a line from zero, and the months as rows; the last month still runs. */
export function prepareChanges(
  { months }: Changes,
  { locale, href, said, running }: Words,
): TrendDrawing & { months: Row[] } {
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
    months: months.map(({ month, entered, left, members }) => ({
      key: month,
      cells: {
        month: formatBucket(month, "month", locale).long,
        entered: count(entered),
        left: count(left),
        members: count(members),
      },
    })),
  };
}

/** To the next 2, 4, 6, 8 or 10 of its order of magnitude, so that its half is a whole number too. */
function roundUp(n: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(n)));
  const times = Math.ceil(n / step / 2) * 2;
  return Math.max(2, times * step);
}
