import type { Outcome } from "@/lib/metrics/after-event";
import { compareMoments } from "@/lib/metrics/compare-means";
import { compareShares } from "@/lib/metrics/compare-shares";
import type { Difference } from "@/lib/metrics/difference";
import type { Measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";
import { type Moments, momentsOf } from "@/lib/stats/moments";

/** Outcomes of some customers, counted. `margin` over those whose margin is recorded, minor units. */
export type OutcomeCounts = { customers: number; lost: number; boughtAgain: number; margin: Moments | null };

/** What happened after an event, against customers without it. Differences are with − without. */
export type OutcomeComparison = {
  with: OutcomeFigures;
  without: OutcomeFigures;
  lost: Difference | null;
  boughtAgain: Difference | null;
  margin: Difference | null;
};

export type OutcomeFigures = { lost: Measured<Share>; boughtAgain: Measured<Share>; margin: Moments | null };

/** Counts outcomes. */
export function countOutcomes(outcomes: readonly Outcome[]): OutcomeCounts {
  return {
    customers: outcomes.length,
    lost: outcomes.filter(({ lost }) => lost).length,
    boughtAgain: outcomes.filter(({ boughtAgain }) => boughtAgain).length,
    margin: momentsOf(outcomes.map(({ margin }) => margin).filter((margin) => margin !== null)),
  };
}

/** Shares with their intervals and the differences between customers with and without the event. */
export function compareOutcomes(withEvent: OutcomeCounts, without: OutcomeCounts): OutcomeComparison {
  return {
    with: figuresOf(withEvent),
    without: figuresOf(without),
    lost: compareShares(shareOf(without, "lost"), shareOf(withEvent, "lost")),
    boughtAgain: compareShares(shareOf(without, "boughtAgain"), shareOf(withEvent, "boughtAgain")),
    margin: compareMoments(without.margin, withEvent.margin),
  };
}

/**
 * The share that customers without the event would show if their segments were mixed like those with it:
 * the fair yardstick where an event strikes some segments more often. Null where a segment has no counterpart.
 */
export function shareInSameMix(
  withEvent: ReadonlyMap<string | null, OutcomeCounts>,
  without: ReadonlyMap<string | null, OutcomeCounts>,
  outcome: "lost" | "boughtAgain",
): number | null {
  let expected = 0;
  let customers = 0;
  for (const [segment, counts] of withEvent) {
    if (counts.customers === 0) continue;
    const others = without.get(segment);
    if (others === undefined || others.customers === 0) return null;
    expected += counts.customers * (others[outcome] / others.customers);
    customers += counts.customers;
  }
  return customers === 0 ? null : expected / customers;
}

function figuresOf(counts: OutcomeCounts): OutcomeFigures {
  return {
    lost: share("lost-after", shareOf(counts, "lost")),
    boughtAgain: share("bought-after", shareOf(counts, "boughtAgain")),
    margin: counts.margin,
  };
}

function shareOf(counts: OutcomeCounts, outcome: "lost" | "boughtAgain"): Share {
  return { numerator: counts[outcome], denominator: counts.customers };
}
