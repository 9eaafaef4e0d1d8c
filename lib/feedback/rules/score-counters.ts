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
  if (!Array.isArray(counts)) return { ...counts };
  return Object.fromEntries(
    scored.flatMap((score, place) => (counts[place] ? [[score, counts[place]]] : [])),
  );
}

/** The groups one by one; there are thousands of them, and few scores that anybody gave. */
export function groupsOfColumns({ groups, counts }: TallyColumns) {
  const given = scored.flatMap((score, place) => {
    const column = counts[place];
    return column ? [{ score, column }] : [];
  });
  return groups.map((group, row) => {
    const tally: Record<number, number> = {};
    for (const { score, column } of given) {
      const n = column[row];
      if (n) tally[score] = n;
    }
    return { group, tally, unanswered: counts[scored.length]?.[row] ?? 0, anonymous: 0 };
  });
}
