import type { Change, Shown } from "@/lib/feedback/rules/difference-of";
import type { PageFilter } from "@/lib/filters/schema";
import { unfavourableBound } from "@/lib/metrics/league";
import { type Measured, sign } from "@/lib/metrics/measured";

/** What a figure can be told apart by. */
export const breakdowns = [
  "touchpoint",
  "phase",
  "channel",
  "segment",
  "department",
  "product-group",
] as const;
export type Breakdown = (typeof breakdowns)[number];

const columns = ["name", "value", "n", "change"] as const;
/** A column, downwards or (with `-`) upwards; without one the league: best first by what is certain. */
export const breakdownSorts = [
  ...columns,
  ...columns.map((column) => `-${column}` as const),
  "-league",
] as const;
export type BreakdownSort = (typeof breakdownSorts)[number];

export type BreakdownRow = {
  key: string;
  name: string;
  /** Who answers for it. */
  detail: string | null;
  /** The filter that leaves exactly these answers. */
  filter: PageFilter;
  now: Shown;
  change: Change | null;
};

/** Rows in order. Without a value a row comes last, whichever way is asked for. */
export function sortRows(rows: readonly BreakdownRow[], sort: BreakdownSort | undefined): BreakdownRow[] {
  const isUp = sort?.startsWith("-") ?? false;
  const column = sort?.replace("-", "") ?? "league";
  if (column === "name") return [...rows].sort((a, b) => a.name.localeCompare(b.name) * (isUp ? -1 : 1));
  const measure = measures[column] ?? rankOf;
  return [...rows].sort((a, b) => {
    const [x, y] = [measure(a), measure(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return isUp ? x - y : y - x;
  });
}

/** Few answers cannot lead a list: what counts is the bound of the range on the bad side. */
const rankOf = ({ now }: BreakdownRow): number | null => boundOf(now);

function boundOf(now: Measured): number | null {
  const bound = unfavourableBound(now);
  return bound === null ? null : sign(now.direction) * bound;
}

const measures: Record<string, (row: BreakdownRow) => number | null> = {
  value: ({ now }) => now.value,
  n: ({ now }) => now.n,
  change: ({ change }) => change?.difference?.value ?? null,
};
