import type { OutcomeCounts } from "@/lib/metrics/compare-outcomes";
import type { Moments } from "@/lib/stats/moments";

/** How an event was handled, as the customer said it. */
export const handledWays = ["well", "badly", "between", "unrated"] as const;
export type Handled = (typeof handledWays)[number];

/** Outcomes of some customers as the database counts them; margins as sums, so that they can be taken off. */
export type AfterEventRow = {
  event: number;
  /** A way of handling; `all`: everybody from the middle day on; `among`: those of them who had the event. */
  kind: string;
  segment: string | null;
  customers: number;
  lost: number;
  again: number;
  marginN: number;
  marginSum: number;
  marginSquares: number;
  marginKnown: boolean;
};

export type BySegment = ReadonlyMap<string | null, OutcomeCounts>;
export type Outcomes = { counts: OutcomeCounts; bySegment: BySegment };

/** What came of an event, by how it was handled, and of those without it in the same time. */
export type AfterEvent = { handled: Record<Handled, Outcomes>; without: Outcomes };

type Sums = Pick<AfterEventRow, "customers" | "lost" | "again" | "marginN" | "marginSum" | "marginSquares">;

export function sumUp(rows: readonly AfterEventRow[], event: number, nobodysEvent: number): AfterEvent {
  // Where no order says its margin, nobody's is 0.
  const isMarginKnown = rows.some(({ marginKnown }) => marginKnown);
  const outcomesOf = (some: readonly AfterEventRow[], less: readonly AfterEventRow[] = []): Outcomes => {
    const segments = [...new Set(some.map(({ segment }) => segment))];
    const counted = (segment?: string | null) => {
      const isIn = (row: AfterEventRow) => segment === undefined || row.segment === segment;
      return countsOf(sum([...some.filter(isIn), ...less.filter(isIn).map(negative)]), isMarginKnown);
    };
    return {
      counts: counted(),
      bySegment: new Map(segments.map((segment) => [segment, counted(segment)])),
    };
  };
  const own = rows.filter((row) => row.event === event);
  const ofKind = (kind: string) => own.filter((row) => row.kind === kind);
  return {
    handled: {
      well: outcomesOf(ofKind("well")),
      badly: outcomesOf(ofKind("badly")),
      between: outcomesOf(ofKind("between")),
      unrated: outcomesOf(ofKind("unrated")),
    },
    without: outcomesOf(
      rows.filter((row) => row.event === nobodysEvent && row.kind === "all"),
      ofKind("among"),
    ),
  };
}

const names = ["customers", "lost", "again", "marginN", "marginSum", "marginSquares"] as const;
const sum = (rows: readonly Sums[]): Sums =>
  Object.fromEntries(names.map((name) => [name, rows.reduce((all, row) => all + row[name], 0)])) as Sums;
const negative = (row: Sums): Sums => Object.fromEntries(names.map((name) => [name, -row[name]])) as Sums;

function countsOf(
  { customers, lost, again, marginN, ...margins }: Sums,
  isMarginKnown: boolean,
): OutcomeCounts {
  return {
    customers,
    lost,
    boughtAgain: again,
    margin: isMarginKnown ? momentsOfSums(marginN, margins.marginSum, margins.marginSquares) : null,
  };
}

function momentsOfSums(n: number, total: number, squares: number): Moments | null {
  if (n === 0) return null;
  const mean = total / n;
  return { n, mean, variance: n === 1 ? null : Math.max(0, squares - n * mean * mean) / (n - 1) };
}
