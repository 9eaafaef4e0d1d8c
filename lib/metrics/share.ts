import type { DefinitionId } from "@/lib/metrics/definitions";
import { type DefinitionParameters, type Measured, measured } from "@/lib/metrics/measured";
import { MetricError } from "@/lib/metrics/metric-error";
import { wilsonInterval } from "@/lib/stats/wilson-interval";

/** The two halves of a share: `numerator` of `denominator`. */
export type Share = { numerator: number; denominator: number };

/**
 * A share with its Wilson interval, 0…1; null when the denominator is 0.
 * Throws MetricError `badCount` unless 0 ≤ numerator ≤ denominator, both whole numbers.
 */
export function share(id: DefinitionId, of: Share, parameters: DefinitionParameters = {}): Measured<Share> {
  const { numerator, denominator } = of;
  if (
    !Number.isSafeInteger(numerator) ||
    !Number.isSafeInteger(denominator) ||
    numerator < 0 ||
    numerator > denominator
  )
    throw new MetricError("badCount", `${numerator} of ${denominator} is not a share`);
  return measured(
    id,
    {
      value: denominator === 0 ? null : numerator / denominator,
      n: denominator,
      interval: wilsonInterval(numerator, denominator),
      counts: { numerator, denominator },
    },
    parameters,
  );
}
