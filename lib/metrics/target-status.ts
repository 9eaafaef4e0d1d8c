import { type Day, daysBetween } from "@/lib/metrics/day";
import type { Difference } from "@/lib/metrics/difference";
import { type Measured, sign } from "@/lib/metrics/measured";

/** Where a measure stands against its target. Off track calls for a corrective measure. */
export type TargetStatus = "reached" | "onTrack" | "notYetCertain" | "offTrack" | "nobodyAnswered";

/** What a measure set out to do: from `start` on one day to `target` on another, in the unit of the metric. */
export type Target = { start: number | null; target: number; startedOn: Day; dueOn: Day };

/**
 * Reached: the value is at the target or beyond, and where there was a start the change since then is certain
 * (its interval excludes 0). Off track: even the favourable bound of the value falls short of what was due by now;
 * before the due day only if the value has not moved the right way since the start, as few work in a straight line.
 * On track: before the due day, the value itself is at what was due. Everything else is not yet certain.
 */
export function targetStatus(
  current: Measured,
  { asOf, target, change }: { asOf: Day; target: Target; change: Difference | null },
): TargetStatus {
  if (current.value === null) return "nobodyAnswered";
  const better = sign(current.direction);
  const beyond = (value: number, mark: number) => better * (value - mark) >= -1e-9;
  const bound =
    current.interval === null ? current.value : better === 1 ? current.interval.high : current.interval.low;
  const gained = change?.interval ? Math.min(better * change.interval.low, better * change.interval.high) : 0;
  if (beyond(current.value, target.target) && (target.start === null || gained > 0)) return "reached";
  const due = dueBy(target, asOf);
  const early = asOf < target.dueOn;
  if (beyond(current.value, due)) return early ? "onTrack" : "notYetCertain";
  const stuck = target.start !== null && better * (current.value - target.start) <= 0;
  return beyond(bound, due) || (early && !stuck) ? "notYetCertain" : "offTrack";
}

/** The value due by a day: on the straight line from start to target; the target itself without a start or when due. */
export function dueBy({ start, target, startedOn, dueOn }: Target, asOf: Day): number {
  if (start === null || asOf >= dueOn) return target;
  const elapsed = Math.max(0, daysBetween(startedOn, asOf)) / Math.max(1, daysBetween(startedOn, dueOn));
  return start + elapsed * (target - start);
}
