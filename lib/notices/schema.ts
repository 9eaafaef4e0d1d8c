import { z } from "zod";
import { requiredText } from "@/lib/fields/text";

/** When a notice that somebody knows should come back. */
export const returnChoices = ["changed", "inFourWeeks", "nextQuarter"] as const;

export const putAsideInput = z.object({
  subject: requiredText(200),
  /** What it says now; it comes back when it says something else. */
  said: requiredText(1_000),
  until: z.enum(returnChoices),
});
export type PutAsideInput = z.output<typeof putAsideInput>;

export const bringBackInput = z.object({ subject: requiredText(200) });
export type BringBackInput = z.output<typeof bringBackInput>;
