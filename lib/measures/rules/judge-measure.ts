import { differenceOf, type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Difference } from "@/lib/metrics/difference";
import {
  effectOnMean,
  effectOnNps,
  effectOnShare,
  type FourGroups,
} from "@/lib/metrics/difference-in-differences";
import { effectVerdict, type JudgedEffect } from "@/lib/metrics/measure-effect";
import type { Measured } from "@/lib/metrics/measured";
import type { Tally } from "@/lib/metrics/tally";
import { targetStatus } from "@/lib/metrics/target-status";
import type { LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import type { MeasureState } from "../schema";

/** The words for how a measure stands; a proposed one has not begun, and what is counted elsewhere is not judged. */
export const measureStatuses = [
  "reached",
  "onTrack",
  "notYetCertain",
  "offTrack",
  "noEffect",
  "nobodyAnswered",
  "notBegun",
  "elsewhere",
  "noTarget",
] as const;
export type MeasureStatus = (typeof measureStatuses)[number];

/** One slice in two periods. */
export type Reading = {
  before: Shown;
  after: Shown;
  periods: { before: Period; after: Period };
  change: Difference | null;
};

export function readingOf(before: Measured, after: Measured, periods: Reading["periods"]): Reading {
  const [a, b] = [shownOf(before), shownOf(after)];
  const isOpen = !a.suppressed && !b.suppressed;
  return { before: a, after: b, periods, change: isOpen ? differenceOf(before, after) : null };
}

/** (after − before) of those touched less the same of the others; null where a side has no value to show. */
export function effectBetween(touched: Reading, others: Reading): Difference | null {
  const sides = [touched.before, touched.after, others.before, others.after];
  if (sides.some(({ value }) => value === null)) return null;
  const four = <T>(of: (one: Shown) => T): FourGroups<T> => ({
    touched: { before: of(touched.before), after: of(touched.after) },
    others: { before: of(others.before), after: of(others.after) },
  });
  const tally = ({ counts }: Shown): Tally => ("numerator" in counts ? {} : counts);
  switch (touched.after.definition.id) {
    case "nps":
      return effectOnNps(four(tally));
    case "ces":
    case "rating":
      return effectOnMean(four(tally));
    default:
      return effectOnShare(
        four(({ value, n }) => ({ numerator: Math.round((value ?? 0) * n), denominator: n })),
      );
  }
}

export type ToJudge = {
  state: MeasureState;
  startValue: number | null;
  target: number | null;
  startsOn: LocalDay | null;
  dueOn: LocalDay | null;
  reading: Reading;
  effect: Difference | null;
};

/**
 * How a measure stands. Reached and on track follow the value of its slice; while it still runs the target itself is
 * not yet ruled out, so "no effect" is said only when it is over or due.
 */
export function judgeMeasure(one: ToJudge): { status: MeasureStatus; judged: JudgedEffect } {
  const { reading, target, effect } = one;
  const start = one.startValue ?? reading.before.value;
  const direction = DEFINITIONS[reading.after.definition.id].direction;
  const judged = effectVerdict(effect, direction, target === null || start === null ? null : target - start);
  if (reading.after.value === null) return { status: "nobodyAnswered", judged };
  if (target === null || one.startsOn === null) return { status: "noTarget", judged };
  const asOf = reading.periods.after.to;
  const dueOn = one.dueOn ?? asOf;
  const status = targetStatus(reading.after, {
    asOf,
    target: { start, target, startedOn: one.startsOn, dueOn },
    change: reading.change,
  });
  const isOver = one.state !== "running" || asOf >= dueOn;
  if (status !== "reached" && isOver && judged.verdict === "noEffect") return { status: "noEffect", judged };
  if (status !== "reached" && judged.verdict === "harms") return { status: "offTrack", judged };
  return { status, judged };
}

/** Where a corrective measure is called for. */
export const callsForCorrection = (status: MeasureStatus): boolean =>
  status === "offTrack" || status === "noEffect";

/** Past its day without having reached its target; what is stopped or done is over, what waits for its value is not judged. */
export const isOverdue = (
  { state, dueOn }: { state: MeasureState; dueOn: LocalDay | null },
  status: MeasureStatus,
  today: LocalDay,
): boolean =>
  (state === "proposed" || state === "running") &&
  dueOn !== null &&
  dueOn < today &&
  status !== "reached" &&
  status !== "elsewhere";
