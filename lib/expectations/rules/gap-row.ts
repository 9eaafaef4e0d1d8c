import type { ScoreTally } from "@/lib/feedback/queries/tally-request";
import type { ExpectationGap } from "@/lib/metrics/expectation-gap";
import type { GapPriority, GapVerdict } from "@/lib/metrics/gap-verdict";
import type { Tally } from "@/lib/metrics/tally";
import type { Thinness } from "@/lib/metrics/thin-data";
import type { Interval } from "@/lib/stats/interval";
import type { ExpectationsInForce, Inherited, Question } from "./in-force";

export type GapSegment = { id: number; key: string; name: string; leading: boolean };

/** Where an expected value comes from: the level it was recorded at, or what people answered. */
export type Origin = Inherited["level"] | "answers";

/** What somebody expects, or how much it matters to them; null: nobody said. */
export type Stated = { value: number; from: Origin; recorded: Inherited["row"] | null };

/** Expected and experienced of one group at one touchpoint. */
export type GapRow = {
  touchpointId: number;
  /** Null: all customers, each measured by what their own segment expects. */
  segmentId: number | null;
  question: Question;
  /** Withheld below five answers: then there is only the number. */
  experience: { n: number; mean: number | null; interval: Interval | null; tally: Tally };
  expected: Stated | null;
  importance: Stated | null;
  /** Single expectations as answered: a sample where no value is set, and what the spread is of. */
  expectations: Tally;
  /** Null where nothing is expected or too few answered. */
  gap: ExpectationGap | null;
  verdict: GapVerdict;
  thin: Thinness;
  priority: GapPriority | null;
  contactsPerMonth: number | null;
  /** Answers to the same kind of question on another scale, which cannot be compared with what is expected. */
  onOtherScales: number;
  /** All customers: the segments whose members count; null: everybody. Who has nothing to be measured by does not. */
  countedSegmentIds: number[] | null;
  /** Answers with what was expected of each: what several places are put together from. */
  parts: { experience: Tally; expected: number }[];
};

export type GapRowsInput = {
  expectations: ExpectationsInForce;
  answers: { experience: ScoreTally[]; expectation: ScoreTally[]; importance: ScoreTally[] };
  /** In the order of the marks in a group's key: those asked for first, then the other leading ones. */
  segments: readonly GapSegment[];
  shownSegmentIds: readonly number[];
  touchpoints: readonly { id: number; contactsPerMonth: number | null; retired: boolean }[];
  tolerance: number;
  /** What the workspace has set for "few answers". */
  fewBelow: number;
};
