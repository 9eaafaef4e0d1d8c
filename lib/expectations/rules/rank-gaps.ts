import type { ExpectationGap } from "@/lib/metrics/expectation-gap";
import { gapOfGroups } from "@/lib/metrics/expectation-gap";
import { type GapVerdict, gapVerdict } from "@/lib/metrics/gap-verdict";
import { totalOf } from "@/lib/metrics/tally";
import { type Thinness, thinness } from "@/lib/metrics/thin-data";
import { benjaminiHochberg } from "@/lib/stats/benjamini-hochberg";
import type { GapRow } from "./gap-row";
import { directionOf } from "./in-force";

/** By the part of the shortfall that is certain, so that few answers cannot lead; then by the whole of it. */
export function byPriority(a: GapRow, b: GapRow): number {
  return (
    (b.priority?.certain ?? -1) - (a.priority?.certain ?? -1) ||
    (b.priority?.raw ?? -1) - (a.priority?.raw ?? -1)
  );
}

/** The group that a touchpoint disappoints most, and the other segments that it disappoints too. */
export type WorstGap = { row: GapRow; also: GapRow[] };

/** Missed expectations, the worst certain ones first: each touchpoint once, under the group where it is worst. */
export function worstGaps(rows: readonly GapRow[], most = 10): WorstGap[] {
  const missed = rows.filter(({ verdict }) => verdict === "missed").sort(byPriority);
  const ofTouchpoint = new Map<number, WorstGap>();
  for (const row of missed) {
    const known = ofTouchpoint.get(row.touchpointId);
    if (!known) ofTouchpoint.set(row.touchpointId, { row, also: [] });
    else if (row.segmentId !== null) known.also.push(row);
  }
  return [...ofTouchpoint.values()].slice(0, most);
}

/** How many touchpoints meet what all their customers expect, of those that can be judged. */
export function touchpointsMet(rows: readonly GapRow[]): { met: number; judged: number; open: number } {
  const ofAll = rows.filter(({ segmentId, gap }) => segmentId === null && gap !== null);
  const met = ofAll.filter(({ verdict }) => verdict === "met" || verdict === "exceeded").length;
  const open = ofAll.filter(({ verdict }) => verdict === "notYetCertain").length;
  return { met, judged: ofAll.length, open };
}

/** Several touchpoints put together: each answer against what was expected of it, on the scale that most of them share. */
export type PooledGap = {
  n: number;
  gap: ExpectationGap | null;
  verdict: GapVerdict;
  thin: Thinness;
  met: number;
  missed: number;
  judged: number;
  rows: GapRow[];
};

type Judging = { tolerance: number; fewBelow: number };

/** One group of rows by itself. */
export function pooledGap(rows: readonly GapRow[], how: Judging): PooledGap {
  const [only] = pooledGaps([rows], how);
  if (!only) throw new Error("Every group has its gap.");
  return only;
}

/** Groups that stand in one list: as with single gaps, "missed" has passed the correction for so many comparisons. */
export function pooledGaps(
  groups: readonly (readonly GapRow[])[],
  { tolerance, fewBelow }: Judging,
): PooledGap[] {
  const pooled = groups.map((rows) => ({ rows, ...gapTogether(rows) }));
  const passes = benjaminiHochberg(pooled.map(({ gap }) => gap?.p ?? null));
  return pooled.map(({ rows, gap, compared }, index) => {
    const n = rows.reduce((sum, { experience }) => sum + experience.n, 0);
    const judged = rows.filter((row) => row.gap !== null);
    const counted = (...verdicts: GapVerdict[]) =>
      judged.filter((row) => verdicts.includes(row.verdict)).length;
    return {
      n: compared,
      gap,
      verdict: gap
        ? gapVerdict(gap, { tolerance, passesList: passes[index] ?? false })
        : verdictWithout(rows, n, compared),
      thin: thinness(compared, fewBelow),
      met: counted("met", "exceeded"),
      missed: counted("missed"),
      judged: judged.length,
      rows: [...rows],
    };
  });
}

function gapTogether(rows: readonly GapRow[]): { gap: ExpectationGap | null; compared: number } {
  const scale = commonScale(rows);
  const parts = rows.filter(({ question }) => question.scale === scale).flatMap((row) => row.parts);
  const compared = parts.reduce((sum, { experience }) => sum + totalOf(experience), 0);
  const isShown = scale !== null && !["none", "suppressed"].includes(thinness(compared));
  return { gap: isShown ? gapOfGroups(parts, directionOf(scale)) : null, compared };
}

function verdictWithout(rows: readonly GapRow[], n: number, compared: number): GapVerdict {
  if (!rows.some(({ expected }) => expected !== null)) return "noExpectation";
  if (compared > 0) return "notYetCertain";
  return n > 0 ? "noExpectation" : "nobodyAnswered";
}

function commonScale(rows: readonly GapRow[]) {
  const counts = new Map<GapRow["question"]["scale"], number>();
  for (const { question, experience } of rows)
    counts.set(question.scale, (counts.get(question.scale) ?? 0) + experience.n);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
