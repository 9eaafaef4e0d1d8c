import { compareMeans } from "@/lib/metrics/compare-means";
import { compareNps } from "@/lib/metrics/compare-nps";
import { compareShares } from "@/lib/metrics/compare-shares";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Difference } from "@/lib/metrics/difference";
import type { Counts, Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import type { Tally } from "@/lib/metrics/tally";
import { thinness } from "@/lib/metrics/thin-data";
import { type VerdictOfChange, verdictOfChange } from "@/lib/metrics/verdict-of-change";
import { benjaminiHochberg } from "@/lib/stats/benjamini-hochberg";
import { withheld } from "./measure-tallies";

/** b − a by the test that fits the figure; null where a side has no value. */
export function differenceOf(a: Measured, b: Measured): Difference | null {
  if (a.value === null || b.value === null) return null;
  switch (b.definition.id) {
    case "nps":
      return compareNps(tallyOf(a.counts), tallyOf(b.counts));
    case "ces":
    case "rating":
      return compareMeans(tallyOf(a.counts), tallyOf(b.counts));
    case "revenue":
      // Sums of money are no sample: there is nothing to test the difference by.
      return { value: b.value - a.value, interval: null, p: null, method: "z" };
    default:
      return compareShares(shareOf(a), shareOf(b));
  }
}

const tallyOf = (counts: Counts): Tally => ("numerator" in counts ? {} : counts);

const shareOf = ({ value, n }: Measured): Share => ({
  numerator: Math.round((value ?? 0) * n),
  denominator: n,
});

/** A figure as it may be shown: of scores from too few answers the number alone. */
export type Shown = Measured & { suppressed?: true };

export const shownOf = (one: Measured): Shown =>
  DEFINITIONS[one.definition.id].kind === "score" ? withheld(one) : one;

/** What became of a figure, with its verdict. */
export type Change = { before: Shown; difference: Difference | null; verdict: VerdictOfChange };

type Pair = { before: Measured; after: Measured };

export const changeOf = (pair: Pair): Change => judged(pair, true);

/** Changes of a list of figures: what is called up or down there has passed the correction for many comparisons. */
export function changesOf(pairs: readonly Pair[]): Change[] {
  const passes = benjaminiHochberg(pairs.map((pair) => (isComparable(pair) ? pOf(pair) : null)));
  return pairs.map((pair, index) => judged(pair, passes[index] ?? false));
}

function judged({ before, after }: Pair, passesList: boolean): Change {
  const isOpen = !shownOf(before).suppressed && !shownOf(after).suppressed;
  const difference = isOpen ? differenceOf(before, after) : null;
  return {
    before: shownOf(before),
    difference,
    verdict: verdictOfChange({ before, after, difference, passesList }),
  };
}

const pOf = ({ before, after }: Pair): number | null => differenceOf(before, after)?.p ?? null;

/** Comparisons of scores from few answers are not made, so they do not count as comparisons either. */
const isComparable = ({ before, after }: Pair): boolean =>
  [before, after].every(
    (one) => DEFINITIONS[one.definition.id].kind === "customers" || thinness(one.n) === "enough",
  );
