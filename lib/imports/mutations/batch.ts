import type { OccurrenceCounter } from "../rules/identity";
import type { LineProblems } from "../rules/line-problems";
import type { Plan } from "../rules/plan";
import { type FeedbackLine, feedbackReader } from "../rules/read-feedback";
import { type Counts, type FieldColumns, noCounts, type Store } from "./stage";
import { storeFeedback } from "./store-feedback";

/** The lines of one step on their way from cells to rows. */
export type Batch = {
  read(cells: readonly string[], line: number, problems: LineProblems): void;
  store(store: Store, problems: LineProblems): Promise<Counts>;
};

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
};

const feedback: Kind<FeedbackLine> = { reader: feedbackReader, store: storeFeedback };

function batchOf<Line>(kind: Kind<Line>, plan: Plan, occurrences: OccurrenceCounter): Batch {
  const readLine = kind.reader(plan, occurrences);
  const lines: Line[] = [];
  const columnOf: FieldColumns = (field) => plan.sources.get(field)?.name ?? field;
  return {
    read(cells, line, problems) {
      const read = readLine(cells, line, problems);
      if (read !== null) lines.push(read);
    },
    store: async (store, problems) =>
      lines.length === 0 ? noCounts() : kind.store(store, lines, problems, columnOf),
  };
}

export function newBatch(plan: Plan, occurrences: OccurrenceCounter): Batch {
  switch (plan.kind) {
    case "feedback":
      return batchOf(feedback, plan, occurrences);
    default:
      throw new Error(`No import of ${plan.kind}.`);
  }
}
