import { z } from "zod";
import { inOrder, outOfOrder, pageFilters } from "@/lib/filters/schema";
import { pickKinds } from "../rules/catalogue";
import { sortKinds } from "./edit";

const { period, from, to, segment } = pageFilters;

/** The cover of the book. */
export const bookInput = z.object({ period, from, to }).refine(inOrder, outOfOrder);
export type BookInput = z.output<typeof bookInput>;

const opened = z.string().max(60).optional();

/** A page of the book, with what is open on it: an id, or "new". */
export const phasePageInput = z
  .object({
    phase: z.string().max(60),
    period,
    from,
    to,
    edit: z.enum(["mindset", "entry"]).optional().catch(undefined),
    goal: opened,
    weak: opened,
    sort: z.enum(sortKinds).optional().catch(undefined),
    pick: z
      .enum([...pickKinds, "measures"])
      .optional()
      .catch(undefined),
  })
  .refine(inOrder, outOfOrder);
export type PhasePageInput = z.output<typeof phasePageInput>;

/** How many days a step may take until it counts as not taken. */
export const windowDays = ["30", "60", "90", "180"] as const;

export const funnelInput = z
  .object({
    period,
    from,
    to,
    segment,
    days: z.enum(windowDays).optional().catch(undefined),
  })
  .refine(inOrder, outOfOrder);
export type FunnelInput = z.output<typeof funnelInput>;

export const boardInput = z.object({
  segment,
  /** A column that is looked at further down. */
  column: opened,
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type BoardInput = z.output<typeof boardInput>;
