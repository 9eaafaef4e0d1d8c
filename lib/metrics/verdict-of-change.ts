import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Difference } from "@/lib/metrics/difference";
import type { Measured } from "@/lib/metrics/measured";
import { FEW_BELOW } from "@/lib/metrics/thin-data";
import { excludes } from "@/lib/stats/interval";

/** The words for a change; nothing else is said on screen. Up and down are movements, not praise and blame. */
export type VerdictOfChange = "up" | "down" | "usualRange" | "notYetCertain" | "tooFew" | "notComparable";

export type ChangeToJudge = {
  before: Measured;
  after: Measured;
  difference: Difference | null;
  /** False where the two sides were asked or counted differently, beyond what their parameters say. */
  comparable?: boolean;
  /** The reader's own threshold, in the unit of the metric: a larger point change is worth a "not yet certain". */
  threshold?: number;
  /** In a list of many comparisons: whether this one passed Benjamini–Hochberg at 10 %. */
  passesList?: boolean;
};

/**
 * Up or down where the interval of the difference excludes 0 (and, in a list, the correction is passed);
 * otherwise not yet certain where p < 0.2 or the change exceeds the threshold, else usual range.
 * Scores with fewer than 30 answers on a side are too few; figures on customers are judged at any size.
 */
export function verdictOfChange(change: ChangeToJudge): VerdictOfChange {
  const { before, after, difference, comparable = true, threshold = Infinity, passesList = true } = change;
  if (!comparable || !sameQuestion(before, after)) return "notComparable";
  if (before.value === null || after.value === null || difference === null) return "tooFew";
  if (DEFINITIONS[after.definition.id].kind === "score" && Math.min(before.n, after.n) < FEW_BELOW)
    return "tooFew";
  const { value, interval, p } = difference;
  const certain = interval !== null && excludes(interval, 0);
  if (certain && passesList) return value > 0 ? "up" : "down";
  if (certain || interval === null || (p !== null && p < 0.2) || Math.abs(value) > threshold)
    return "notYetCertain";
  return "usualRange";
}

/** Parameters that make another question or another rule of the value; the rest (a period, a filter) does not. */
const DECISIVE = ["scale", "scales", "rule", "inactivityDays", "windowDays", "involuntary"];

function sameQuestion(before: Measured, after: Measured): boolean {
  const [a, b] = [before.definition, after.definition];
  return a.id === b.id && DECISIVE.every((key) => String(a.parameters[key]) === String(b.parameters[key]));
}
