import type { Interval } from "@/lib/stats/interval";

/** How a difference was tested; shown under "How is this computed?" only. */
export type DifferenceMethod = "npsZ" | "newcombePooledZ" | "newcombeFisher" | "welch" | "z";

/**
 * Is this change real? `value` = after − before (or b − a), in the unit of the metric.
 * Interval and p are null where one answer alone gives none. Where p and interval disagree, the interval decides.
 */
export type Difference = {
  value: number;
  interval: Interval | null;
  p: number | null;
  method: DifferenceMethod;
};
