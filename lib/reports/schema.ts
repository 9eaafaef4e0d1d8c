import { z } from "zod";
import { blank } from "@/lib/filters/schema";

/** A calendar month, such as 2026-10; without one, the last that is over. */
export const reportInput = z.object({
  month: z.preprocess(
    blank,
    z
      .string()
      .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/)
      .optional()
      .catch(undefined),
  ),
});
export type ReportInput = z.output<typeof reportInput>;

export const mondayMailInput = z.object({ on: z.enum(["true", "false"]).transform((on) => on === "true") });
