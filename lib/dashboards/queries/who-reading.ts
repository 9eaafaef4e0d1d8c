import type { TallyReading } from "@/lib/feedback/queries/read-together";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { ScoreTally } from "@/lib/feedback/queries/tally-request";
import { isOfMeasure, type ScoreMeasure, sliceOfMeasure, viewOf } from "@/lib/feedback/rules/score-measures";
import { totalOf } from "@/lib/metrics/tally";
import type { Period } from "@/lib/period/period";

const kinds = ["channel", "technique"] as const;

/** Who answered a question: how many of each kind, and how many were shown it without answering. */
export type WhoAnswered = {
  by: (typeof kinds)[number];
  /** `id` null: of no channel. */
  groups: { id: string | null; n: number; unanswered: number }[];
};

/** Counted for every figure at once: which one is shown is known only when all of them are. */
export function whoReading(
  base: Slice,
  period: Period | null,
): TallyReading<(measure: ScoreMeasure) => WhoAnswered[]> {
  const slice = { ...base, period };
  const latest = sliceOfMeasure("relationship-nps", slice);
  return {
    requests: kinds.flatMap((groupBy) => [
      { slice, groupBy, view: "all" as const },
      { slice: latest, groupBy, view: "latest" as const },
    ]),
    result: (tallies) => (measure) =>
      kinds.map((by, index) => ({
        by,
        groups: groupsOf(measure, tallies[2 * index + (viewOf(measure) === "latest" ? 1 : 0)] ?? []),
      })),
  };
}

function groupsOf(measure: ScoreMeasure, tallies: readonly ScoreTally[]): WhoAnswered["groups"] {
  const found = new Map<string | null, { n: number; unanswered: number }>();
  for (const one of tallies) {
    if (!isOfMeasure(measure, one)) continue;
    const group = found.get(one.group) ?? { n: 0, unanswered: 0 };
    group.n += totalOf(one.tally);
    group.unanswered += one.unanswered;
    found.set(one.group, group);
  }
  return [...found].map(([id, group]) => ({ id, ...group })).sort((a, b) => b.n - a.n);
}
