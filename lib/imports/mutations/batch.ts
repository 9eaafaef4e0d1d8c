import type { OccurrenceCounter } from "../rules/identity";
import type { LineProblems } from "../rules/line-problems";
import type { Plan } from "../rules/plan";
import { expectationReader } from "../rules/read-expectations";
import { type FeedbackLine, feedbackReader } from "../rules/read-feedback";
import { isByLines, orderLineReader } from "../rules/read-order-lines";
import { rowReader } from "../rules/read-rows";
import type { TableKind } from "../rules/tables";
import { type Counts, type FieldColumns, noCounts, type Store } from "./stage";
import { storeExpectations } from "./store-expectations";
import { storeFeedback } from "./store-feedback";
import { storeOrderLines } from "./store-order-lines";
import { storeRows } from "./store-rows";

/** The lines of one step on their way from cells to rows. */
export type Batch = {
  read(cells: readonly string[], line: number, problems: LineProblems): void;
  store(store: Store, problems: LineProblems): Promise<Counts>;
  /** All that the next lines may have to do with these; null where they change what these have made. */
  keys(): ReadonlySet<string> | null;
};

/** How the lines of a kind are read and stored. */
type Kind<Line> = {
  reader: (
    plan: Plan,
    occurrences: OccurrenceCounter,
  ) => (cells: readonly string[], line: number, problems: LineProblems) => Line | null;
  store: (
    store: Store,
    lines: readonly Line[],
    problems: LineProblems,
    columnOf: FieldColumns,
  ) => Promise<Counts>;
  /** Rejected lines that have a key matter to their neighbours. */
  keepsRejected?: boolean;
  /** By what a row is known, if lines of this kind only make new ones. */
  keyOf?: (line: Line) => string;
};

const feedback = { reader: feedbackReader, store: storeFeedback, keyOf: ({ key }: FeedbackLine) => key };
const expectations = { reader: expectationReader, store: storeExpectations };
const orderLines = { reader: orderLineReader, store: storeOrderLines, keepsRejected: true };
const rows = (kind: TableKind) => ({
  reader: (plan: Plan, occurrences: OccurrenceCounter) => rowReader(plan, kind, occurrences),
  store: storeRows.bind(null, kind),
});

export function newBatch(plan: Plan, occurrences: OccurrenceCounter): Batch {
  if (plan.kind === "feedback") return batchOf(feedback, plan, occurrences);
  if (plan.kind === "expectations") return batchOf(expectations, plan, occurrences);
  if (isByLines(plan)) return batchOf(orderLines, plan, occurrences);
  return batchOf(rows(plan.kind), plan, occurrences);
}

/** The column that fills a field. */
export const columnsOf =
  (plan: Plan): FieldColumns =>
  (field) =>
    plan.sources.get(field)?.name ?? field;

function batchOf<Line>(kind: Kind<Line>, plan: Plan, occurrences: OccurrenceCounter): Batch {
  const readLine = kind.reader(plan, occurrences);
  const lines: Line[] = [];
  return {
    read(cells, line, problems) {
      const read = readLine(cells, line, problems);
      if (read !== null && (kind.keepsRejected || !problems.hasFailed())) lines.push(read);
    },
    keys: () => (kind.keyOf ? new Set(lines.map(kind.keyOf)) : null),
    store: async (store, problems) =>
      lines.length === 0 ? noCounts() : kind.store(store, lines, problems, columnsOf(plan)),
  };
}
