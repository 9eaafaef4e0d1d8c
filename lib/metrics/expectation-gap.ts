import type { Direction } from "@/lib/metrics/definitions";
import { type Measured, measured } from "@/lib/metrics/measured";
import { addTallies, momentsOfTally, type Tally } from "@/lib/metrics/tally";
import type { Interval } from "@/lib/stats/interval";
import type { Moments } from "@/lib/stats/moments";
import { welch } from "@/lib/stats/welch";

/** What the expectation is: stated by the same people, by another sample, or set by hand. */
export type GapBasis = "paired" | "samples" | "setByHand";

/**
 * Gap = mean experienced − mean expected, in points of the question's scale (rating or effort; not NPS, not the
 * CSAT share). `counts` are the experienced scores, `direction` that of the scale. `p` is two-sided, against no gap.
 */
export type ExpectationGap = Measured<Tally> & {
  experienced: number | null;
  expected: number | null;
  basis: GapBasis;
  p: number | null;
};

/**
 * Gap where the same record holds both answers: paired t. Equal pairs may come counted, as a database groups them.
 *
 * Example: ECSI, PERQ1 − CUEX1: +0.364 on 1–10, standard error 0.1098.
 */
export function gapOfPairs(
  pairs: Iterable<{ experienced: number; expected: number; n?: number }>,
  direction: Direction,
): ExpectationGap {
  const experience: Record<number, number> = {};
  const differences: Record<number, number> = {};
  for (const { experienced, expected, n = 1 } of pairs) {
    experience[experienced] = (experience[experienced] ?? 0) + n;
    differences[experienced - expected] = (differences[experienced - expected] ?? 0) + n;
  }
  const tested = oneSample(momentsOfTally(differences), 0);
  const experienced = momentsOfTally(experience)?.mean ?? null;
  const expected = experienced === null || tested === null ? null : experienced - tested.value;
  return gap("paired", experience, expected, tested, direction);
}

/** Gap where experience and expectation are answers of two samples: Welch. Null value while one of them is empty. */
export function gapOfSamples(experience: Tally, expectation: Tally, direction: Direction): ExpectationGap {
  const [experienced, expected] = [momentsOfTally(experience), momentsOfTally(expectation)];
  const tested =
    experienced && expected
      ? welch([
          { ...experienced, sign: 1 },
          { ...expected, sign: -1 },
        ])
      : null;
  return gap("samples", experience, expected?.mean ?? null, tested, direction);
}

/**
 * Gap where the expectation was set by hand: t of the experience alone.
 *
 * Example: counts 17, 16, 27, 24, 12 on 1–5 against 4.6: −1.62 [−1.88, −1.36].
 */
export function gapToSetValue(experience: Tally, expected: number, direction: Direction): ExpectationGap {
  const moments = momentsOfTally(experience);
  return gap("setByHand", experience, expected, oneSample(moments, expected), direction, moments);
}

/**
 * Gap of all customers: each answer minus the expectation of its own group, groups disjoint.
 * `expected` of the result is the mean over the answers.
 */
export function gapOfGroups(
  groups: readonly { experience: Tally; expected: number }[],
  direction: Direction,
): ExpectationGap {
  const parts = groups.flatMap(({ experience, expected }) => {
    const moments = momentsOfTally(experience);
    return moments ? [{ ...moments, expected }] : [];
  });
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const mean = parts.reduce((sum, part) => sum + part.n * (part.mean - part.expected), 0) / n;
  const expected = parts.reduce((sum, part) => sum + part.n * part.expected, 0) / n;
  const squares = parts.reduce(
    (sum, part) =>
      sum + (part.n - 1) * (part.variance ?? 0) + part.n * (part.mean - part.expected - mean) ** 2,
    0,
  );
  const moments = n === 0 ? null : { n, mean, variance: n === 1 ? null : squares / (n - 1) };
  const experience = addTallies(...groups.map((group) => group.experience));
  return gap("setByHand", experience, n === 0 ? null : expected, oneSample(moments, 0), direction);
}

type Tested = { value: number; interval: Interval | null; p: number | null };

function oneSample(moments: Moments | null, against: number): Tested | null {
  return moments && welch([{ ...moments, mean: moments.mean - against, sign: 1 }]);
}

function gap(
  basis: GapBasis,
  experience: Tally,
  expected: number | null,
  tested: Tested | null,
  direction: Direction,
  experienced = momentsOfTally(experience),
): ExpectationGap {
  const found = {
    value: tested?.value ?? null,
    n: experienced?.n ?? 0,
    interval: tested?.interval ?? null,
    counts: experience,
  };
  return {
    ...measured("expectation-gap", found, { basis }),
    direction,
    experienced: experienced?.mean ?? null,
    expected,
    basis,
    p: tested?.p ?? null,
  };
}
