/** The scores that there are, and null for a question that was not answered, with the column that counts each of them. */
export const scoreCounters: readonly { score: number | null; column: string }[] = [
  ...Array.from({ length: 13 }, (_, index) => index - 2).map((score) => ({
    score,
    column: score < 0 ? `minus${-score}` : `n${score}`,
  })),
  { score: null, column: "unanswered" },
];

const scored = scoreCounters.flatMap(({ score }) => (score === null ? [] : [score]));

/**
 * Tallies of many groups: their names, and for every counter (`scoreCounters`) its number in each group; null: it counted
 * nothing anywhere.
 */
export type TallyColumns = { groups: (string | null)[]; counts: (number[] | null)[] };

type Counts = Record<number, number> | readonly number[] | TallyColumns | null;

export const isInColumns = (counts: Counts): counts is TallyColumns => counts !== null && "groups" in counts;

/** A tally by score from one that counts every score there is, in their order; scores that nobody gave are left out. */
export function tallyOf(counts: Record<number, number> | readonly number[] | null): Record<number, number> {
  return Array.isArray(counts) ? tallyFrom((place) => counts[place]) : { ...counts };
}

export const groupsOfColumns = ({ groups, counts }: TallyColumns) =>
  groups.map((group, row) => ({
    group,
    tally: tallyFrom((place) => counts[place]?.[row]),
    unanswered: counts[scored.length]?.[row] ?? 0,
  }));

function tallyFrom(countAt: (place: number) => number | undefined): Record<number, number> {
  const tally: Record<number, number> = {};
  for (const [place, score] of scored.entries()) {
    const n = countAt(place);
    if (n) tally[score] = n;
  }
  return tally;
}
