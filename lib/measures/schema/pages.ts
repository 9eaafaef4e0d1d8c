import { z } from "zod";
import { many } from "@/lib/filters/schema";
import { measureStatuses } from "../rules/judge-measure";
import { kpiMeasures, measureStates } from "../schema";

/** The filter of the list of measures, as its address writes it. */
export const measuresInput = z.object({
  phase: many(),
  touchpoint: many(),
  segment: many(),
  department: many(),
  owner: many(),
  state: many().pipe(z.array(z.enum(measureStates)).optional()),
  status: many().pipe(z.array(z.enum(measureStatuses)).optional()),
  retired: z.enum(["true"]).optional(),
});
export type MeasuresInput = z.output<typeof measuresInput>;

const key = z.string().min(1).max(60).optional();

/** One measure; with a segment, what it did for those people. */
export const measurePageInput = z.object({ id: z.uuid(), within: key });
export type MeasurePageInput = z.output<typeof measurePageInput>;

/** Where a new measure comes from: a gap, a finding, a measure that did not work, a place in the phase book. */
export const newMeasureInput = z.object({
  touchpoint: key,
  segment: key,
  phase: key,
  department: key,
  name: z.string().max(200).optional(),
  "first-step": z.string().max(500).optional(),
  /** Departments that have work with it; how many days, nobody has said yet. */
  effort: many(),
  measure: z.enum(kpiMeasures).optional().catch(undefined),
  /** Touchpoint that the figure is of. */
  at: key,
  "kpi-words": z.string().max(300).optional(),
  from: z.enum(["gap"]).optional(),
  corrects: z.uuid().optional(),
  finding: z.uuid().optional(),
});
export type NewMeasureInput = z.output<typeof newMeasureInput>;

export const editMeasurePageInput = z.object({ id: z.uuid() });
export type EditMeasurePageInput = z.output<typeof editMeasurePageInput>;
