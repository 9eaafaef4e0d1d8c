/** A touchpoint that cases rated, on the scale that most of them were asked on. */
export type Candidate = { touchpointId: number; scale: number; rated: number };

/** How many cases rated exactly these places. */
export type Pattern = { rated: number[]; cases: number };

/** A touchpoint on a scale as one number: its inner id × 100 + the code of the scale. */
export const placeOf = ({ touchpointId, scale }: Pick<Candidate, "touchpointId" | "scale">): number =>
  touchpointId * 100 + scale;

/** What was rated at all, most rated first; of a touchpoint that was asked on several scales, the commonest. */
export function candidatesOf(patterns: readonly Pattern[]): Candidate[] {
  const counts = new Map<number, number>();
  for (const { rated, cases } of patterns)
    for (const one of rated) counts.set(one, (counts.get(one) ?? 0) + cases);
  const sorted = [...counts]
    .map(([number, rated]) => ({ touchpointId: Math.floor(number / 100), scale: number % 100, rated }))
    .sort((a, b) => b.rated - a.rated || placeOf(a) - placeOf(b));
  const seen = new Set<number>();
  return sorted.filter(({ touchpointId }) => !seen.has(touchpointId) && seen.add(touchpointId));
}

/** A comparison needs at least two. */
const leastDrivers = 2;

/**
 * Which touchpoints an analysis can speak of. A case counts only if it rated all of them, so those that few rated would
 * leave nobody: they are left out, rarest first, until there are ten complete cases for each that remains. Touchpoints
 * that half of the cases or more rated belong to the questionnaire and stay, as do those that somebody asked for.
 */
export function chooseTouchpoints(
  candidates: readonly Candidate[],
  patterns: readonly Pattern[],
  isAskedFor: boolean,
): Candidate[] {
  const all = patterns.reduce((sum, { cases }) => sum + cases, 0);
  const sets = setsOf(patterns);
  let kept = [...candidates];
  while (kept.length > leastDrivers && !isAskedFor) {
    const complete = completeAmong(sets, kept);
    const rarest = kept.at(-1)?.rated ?? 0;
    if (complete >= 10 * kept.length || rarest * 2 >= all) break;
    kept = kept.slice(0, -1);
  }
  return kept;
}

/** How many cases rated all of these. */
export const completeCases = (patterns: readonly Pattern[], touchpoints: readonly Candidate[]): number =>
  completeAmong(setsOf(patterns), touchpoints);

type PatternSet = { rated: ReadonlySet<number>; cases: number };

const setsOf = (patterns: readonly Pattern[]): PatternSet[] =>
  patterns.map(({ rated, cases }) => ({ rated: new Set(rated), cases }));

function completeAmong(sets: readonly PatternSet[], touchpoints: readonly Candidate[]): number {
  const wanted = touchpoints.map(placeOf);
  return sets.reduce(
    (sum, { rated, cases }) => (wanted.every((one) => rated.has(one)) ? sum + cases : sum),
    0,
  );
}
