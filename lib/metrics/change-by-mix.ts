/** Answers and mean score of one segment in one period; for NPS 100 × net share, for CSAT the share. */
export type SegmentScore = { n: number; value: number };

/** A change of a score, split; `experience + mix` is the whole change. */
export type SplitChange = { experience: number; mix: number };

/** The split with what each segment has to do with it; the parts add up to the whole. */
export type ChangeByMix = SplitChange & { parts: ReadonlyMap<string, SplitChange> };

/**
 * How much of a change is other experience and how much only another mix of respondents.
 * Segments must be disjoint and complete. Null unless both periods have the same segments, all with answers.
 * A segment's part of the mix is held against the mean of everybody: more people of a segment that scores below it pull
 * the score down. This moves nothing between experience and mix, because shares always add up to one.
 *
 * Source: Kitagawa (1955), J. American Statistical Association 50 (mean of both weightings, so nothing is left over).
 */
export function changeByMix(
  before: ReadonlyMap<string, SegmentScore>,
  after: ReadonlyMap<string, SegmentScore>,
): ChangeByMix | null {
  if (before.size === 0 || before.size !== after.size) return null;
  const [allBefore, allAfter] = [before, after].map(answersOf);
  if (!allBefore || !allAfter) return null;
  const everybody = (meanOf(before, allBefore) + meanOf(after, allAfter)) / 2;
  const parts = new Map<string, SplitChange>();
  for (const [segment, a] of before) {
    const b = after.get(segment);
    if (b === undefined || a.n === 0 || b.n === 0) return null;
    const [shareBefore, shareAfter] = [a.n / allBefore, b.n / allAfter];
    parts.set(segment, {
      experience: ((shareBefore + shareAfter) / 2) * (b.value - a.value),
      mix: ((a.value + b.value) / 2 - everybody) * (shareAfter - shareBefore),
    });
  }
  const sum = (field: keyof SplitChange) => [...parts.values()].reduce((total, one) => total + one[field], 0);
  return { experience: sum("experience"), mix: sum("mix"), parts };
}

const answersOf = (side: ReadonlyMap<string, SegmentScore>): number =>
  [...side.values()].reduce((sum, { n }) => sum + n, 0);

const meanOf = (side: ReadonlyMap<string, SegmentScore>, n: number): number =>
  [...side.values()].reduce((sum, one) => sum + one.n * one.value, 0) / n;
