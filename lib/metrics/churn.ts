import type { DefinitionParameters, Measured } from "@/lib/metrics/measured";
import { type Share, share } from "@/lib/metrics/share";

/**
 * Churn rate: customers of S lost within the period and not active at its end, over S (customers active at its start).
 * 0…1, lower is better, null if S is empty. Interval: Wilson.
 *
 * Example: 100 at the start, 5 of them lost, 20 new of which 2 lost → 5 %.
 */
export function churn(
  flow: { start: number; lost: number },
  parameters: DefinitionParameters = {},
): Measured<Share> {
  return share("churn", { numerator: flow.lost, denominator: flow.start }, parameters);
}

/** Churn rate with involuntary losses left out of the numerator; S stays the same. */
export function voluntaryChurn(
  flow: { start: number; lost: number; involuntary: number },
  parameters: DefinitionParameters = {},
): Measured<Share> {
  return churn(
    { start: flow.start, lost: flow.lost - flow.involuntary },
    { ...parameters, involuntary: "leftOut" },
  );
}

/** Retention rate: customers of S active at the end of the period, over S. Churn + retention = 1 by construction. */
export function retention(
  flow: { start: number; lost: number },
  parameters: DefinitionParameters = {},
): Measured<Share> {
  return share("retention", { numerator: flow.start - flow.lost, denominator: flow.start }, parameters);
}

/** Early loss: customers new in the period and not active at its end, over those new in it; shown apart from churn. */
export function earlyLoss(
  flow: { new: number; earlyLost: number },
  parameters: DefinitionParameters = {},
): Measured<Share> {
  return share("early-loss", { numerator: flow.earlyLost, denominator: flow.new }, parameters);
}
