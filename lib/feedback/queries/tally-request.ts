import type { Scale } from "@/lib/metrics/scales";
import type { Grain } from "@/lib/period/grain";
import type { AskedMetric, Occasion } from "../rules/codes";
import type { Among, View } from "./meant-answers";
import type { Slice } from "./slice";

/** What scores can be broken down by: what the hot table holds, and what a touchpoint belongs to today. */
export type TallyGroup =
  | Grain
  | "touchpoint"
  | "channel"
  | "productGroup"
  | "phase"
  | "department"
  | "technique"
  | Among;

export type TallyRequest = {
  slice: Slice;
  groupBy?: TallyGroup | undefined;
  view?: View | undefined;
  /** Nobody asks how many gave no answer: the answers are read once instead of twice. */
  answeredOnly?: boolean | undefined;
};

/** Counts of one kind of question in one group; scores are keyed as they were given, on their own scale. */
export type ScoreTally = {
  /** First day of a bucket, or an inner id as text; null: none. */
  group: string | null;
  metric: AskedMetric;
  scale: Scale;
  occasion: Occasion;
  tally: Record<number, number>;
  /** Shown but not answered (skipped or not applicable); not part of the tally. */
  unanswered: number;
  /** With `latest`: answers left out because they belong to nobody. */
  anonymous: number;
};
