import { z } from "zod";
import { searchField } from "@/lib/fields/form";
import { nameField } from "@/lib/fields/text";
import { blank, inOrder, many, outOfOrder, pageFilters } from "@/lib/filters/schema";
import type { GapVerdict } from "@/lib/metrics/gap-verdict";
import { touchpointStates } from "@/lib/touchpoints/schema";

/** What is wrong with a touchpoint itself, whatever customers say about it. */
export const warnings = ["ownerless", "silent", "noExpectation"] as const;
export type Warning = (typeof warnings)[number];

/** The fixed words for expected against experienced. */
export const gapVerdicts = [
  "exceeded",
  "met",
  "notYetCertain",
  "missed",
  "noExpectation",
  "nobodyAnswered",
] as const satisfies readonly GapVerdict[];

/** Columns beside the name. */
export const inventoryColumns = [
  "phase",
  "owner",
  "score",
  "gap",
  "warning",
  "channel",
  "department",
  "planned",
  "moment",
  "state",
  "contacts",
  "expectation",
  "importance",
  "derived",
  "brand",
  "measures",
] as const;
export type InventoryColumn = (typeof inventoryColumns)[number];
export const usualColumns: readonly InventoryColumn[] = ["phase", "owner", "score", "gap", "warning"];

export const inventorySorts = ["order", "name", "score", "gap", "warning", "contacts"] as const;
export type InventorySort = (typeof inventorySorts)[number];

const { period, from, to, segment, phase, channel, department } = pageFilters;

const fields = {
  /** Of the scores. */
  period,
  from,
  to,
  segment,
  /** Of the touchpoints; `-` in the place of a key: those that have none. */
  q: searchField,
  phase,
  channel,
  department,
  owner: many(),
  moment: many(),
  state: many().pipe(z.array(z.enum(touchpointStates)).optional().catch(undefined)),
  planned: z.preprocess(blank, z.enum(["true", "false"]).optional().catch(undefined)),
  gap: many().pipe(z.array(z.enum(gapVerdicts)).optional().catch(undefined)),
  warning: many().pipe(z.array(z.enum(warnings)).optional().catch(undefined)),
  /** What is shown, in which order, and what is open. */
  column: many(40).pipe(z.array(z.enum(inventoryColumns)).optional().catch(undefined)),
  sort: z.preprocess(blank, z.enum(inventorySorts).optional().catch(undefined)),
  open: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(100).default(1),
};

/** The inventory: the filter of the scores, that of the touchpoints, and what stands in the table. */
export const inventoryInput = z.object(fields).refine(inOrder, outOfOrder);
export type InventoryInput = z.output<typeof inventoryInput>;

/** One touchpoint, and the list that it was opened from. `ext:` before a key that is also the name of a page. */
export const touchpointPageInput = z
  .object({ ...fields, key: nameField(64).transform((key) => key.replace(/^ext:/, "")) })
  .refine(inOrder, outOfOrder);
export type TouchpointPageInput = z.output<typeof touchpointPageInput>;

/** Moments of truth: when they happened, and to whom. */
export const momentsInput = z.object({ period, from, to, segment }).refine(inOrder, outOfOrder);
export type MomentsInput = Partial<z.output<typeof momentsInput>>;
