import { z } from "zod";
import { type ScoreMeasure, scoreMeasures } from "@/lib/feedback/rules/score-measures";
import { isLocalDay } from "@/lib/period/local-day";

/** What becomes of a measure; whoever stops one keeps what it cost. */
export const measureStates = ["proposed", "running", "done", "stopped"] as const;
export type MeasureState = (typeof measureStates)[number];

/** A figure of the interface, the share of promises kept, or one that is counted elsewhere and only named here. */
export const kpiMeasures = [...scoreMeasures, "promise", "elsewhere"] as const;
export type KpiMeasure = (typeof kpiMeasures)[number];

/** Figures that are counted from answers; the others have no rows of feedback behind them. */
export const isScored = (measure: KpiMeasure): measure is ScoreMeasure =>
  measure !== "promise" && measure !== "elsewhere";

/** How a figure that is counted elsewhere is written. */
export const kpiUnits = ["percent", "number"] as const;

/** The filters of an address that a key measure is narrowed by, one entry each. */
export const kpiFilters = ["touchpoint", "segment", "channel", "product-group"] as const;
export type KpiFilter = (typeof kpiFilters)[number];

const key = z.string().min(1).max(60);

export const kpi = z.strictObject({
  measure: z.enum(kpiMeasures),
  unit: z.enum(kpiUnits).optional(),
  touchpoint: key.optional(),
  segment: key.optional(),
  channel: key.optional(),
  "product-group": key.optional(),
});
export type Kpi = z.output<typeof kpi>;

const day = z.string().refine(isLocalDay, "notADay");
const period = z.strictObject({ from: day, to: day });

/** Customers that the measure touched beside customers that it did not touch, in two periods of equal meaning. */
export const comparison = z.strictObject({
  touched: key,
  others: key,
  before: period.optional(),
  after: period.optional(),
});
export type Comparison = z.output<typeof comparison>;

/** What stands in the database; what can no longer be read says nothing. */
export const storedKpi = (value: unknown): Kpi | null => kpi.safeParse(value).data ?? null;
export const storedComparison = (value: unknown): Comparison | null =>
  comparison.safeParse(value).data ?? null;
