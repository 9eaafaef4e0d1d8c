import type { Measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";

/** What a warning said at the time, and what then happened. */
export type WarningOutcome = { warned: boolean; left: boolean };

/** What a probability said at the time, and what then happened. */
export type ScoreOutcome = { probability: number; left: boolean };

/**
 * How a warning did: the share that left with it and without it, and how many times as many with it as in all (lift).
 * Lift is null where nobody was warned or nobody left.
 */
export function backTestWarning(outcomes: readonly WarningOutcome[]): {
  warned: Measured<Share>;
  unwarned: Measured<Share>;
  lift: number | null;
} {
  const [warned, unwarned, all] = [
    lostShare(outcomes.filter((outcome) => outcome.warned)),
    lostShare(outcomes.filter((outcome) => !outcome.warned)),
    lostShare(outcomes),
  ];
  return { warned, unwarned, lift: warned.value === null || !all.value ? null : warned.value / all.value };
}

/** One bin of a calibration: what was predicted on average, and what happened. */
export type CalibrationBin = { predicted: number; observed: Measured<Share> };

/** Customers in bins of equal size by rising probability; a good score predicts in each what then happened. */
export function calibration(outcomes: readonly ScoreOutcome[], bins = 10): CalibrationBin[] {
  const sorted = [...outcomes].sort((a, b) => a.probability - b.probability);
  return Array.from({ length: bins }, (_, i) =>
    sorted.slice(Math.round((i * sorted.length) / bins), Math.round(((i + 1) * sorted.length) / bins)),
  )
    .filter((bin) => bin.length > 0)
    .map((bin) => ({
      predicted: bin.reduce((sum, { probability }) => sum + probability, 0) / bin.length,
      observed: lostShare(bin),
    }));
}

/** Lift of the highest-scored part: the share that left among it over the share of all; null where nobody left. */
export function liftOfTop(outcomes: readonly ScoreOutcome[], part = 0.1): number | null {
  const sorted = [...outcomes].sort((a, b) => b.probability - a.probability);
  const top = lostShare(sorted.slice(0, Math.max(1, Math.round(part * sorted.length))));
  const all = lostShare(sorted);
  return top.value === null || !all.value ? null : top.value / all.value;
}

function lostShare(outcomes: readonly { left: boolean }[]): Measured<Share> {
  const left = outcomes.filter((outcome) => outcome.left).length;
  return share("lost-after", { numerator: left, denominator: outcomes.length });
}
