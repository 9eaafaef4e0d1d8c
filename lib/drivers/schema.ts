import { z } from "zod";
import { blank, inOrder, outOfOrder, pageFilters } from "@/lib/filters/schema";

/** What touchpoints are held against: the judgement as a whole, the recommendation, the image. */
export const outcomes = ["satisfaction", "recommendation", "image"] as const;
export type Outcome = (typeof outcomes)[number];

export const driversInput = z
  .object({ ...pageFilters, outcome: z.preprocess(blank, z.enum(outcomes).optional().catch(undefined)) })
  .refine(inOrder, outOfOrder);
export type DriversInput = z.output<typeof driversInput>;
