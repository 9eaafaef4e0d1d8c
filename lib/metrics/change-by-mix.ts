/** Answers and mean score of one segment in one period; for NPS 100 × net share, for CSAT the share. */
export type SegmentScore = { n: number; value: number };

/** A change of a score, split; `experience + mix` is the whole change. */
export type ChangeByMix = { experience: number; mix: number };

/**
 * How much of a change is other experience and how much only another mix of respondents.
 * Segments must be disjoint and complete. Null unless both periods have the same segments, all with answers.
 *
 * Source: Kitagawa (1955), J. American Statistical Association 50 (mean of both weightings, so nothing is left over).
 */
export function changeByMix(
  before: ReadonlyMap<string, SegmentScore>,
  after: ReadonlyMap<string, SegmentScore>,
): ChangeByMix | null {
  if (before.size === 0 || before.size !== after.size) return null;
  const [allBefore, allAfter] = [before, after].map((side) =>
    [...side.values()].reduce((sum, { n }) => sum + n, 0),
  );
  if (!allBefore || !allAfter) return null;
  const change = { experience: 0, mix: 0 };
  for (const [segment, a] of before) {
    const b = after.get(segment);
    if (b === undefined || a.n === 0 || b.n === 0) return null;
    const [shareBefore, shareAfter] = [a.n / allBefore, b.n / allAfter];
    change.experience += ((shareBefore + shareAfter) / 2) * (b.value - a.value);
    change.mix += ((a.value + b.value) / 2) * (shareAfter - shareBefore);
  }
  return change;
}
