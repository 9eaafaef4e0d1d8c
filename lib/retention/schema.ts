import { z } from "zod";
import { isLocalDay } from "@/lib/period/local-day";
import { handledWays } from "./rules/after-event";
import { customerTraits } from "./rules/figure";

/**
 * The sets of customers that figures are made of. Of a period: who was active at its start, of them who stayed and who
 * was lost; who came (new), of them who was gone again at the end (early-lost); who came back; who was active at the
 * end; who handed in a notice, and who took one back. Of a window: who bought, bought again, bought on several days.
 * Of a cohort: who bought for the first time in a month, and of them in month k after it. Of the survival curve: who is
 * in it, and who of them left. After an event: who had a moment of truth, or was there without it, and what became of them.
 * Of the way in: who entered a phase and has had the time for the next step (entered), and
 * who took it (reached); the same from the decision to the first contract or order (decided, closed). Of a window: who
 * answered a question, and who did not (silent). Of a segment: who entered it, who left it, who was in it at the end.
 */
export const setNames = [
  "start",
  "stayed",
  "lost",
  "new",
  "early-lost",
  "back",
  "end",
  "gone",
  "notices",
  "saves",
  "bought",
  "bought-again",
  "bought-days",
  "cohort",
  "stays",
  "left",
  "after-event",
  "entered",
  "reached",
  "decided",
  "closed",
  "answered",
  "silent",
  "segment-entered",
  "segment-left",
  "segment-members",
] as const;
export type SetName = (typeof setNames)[number];

const some = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().filter((one) => one !== ""))
  .pipe(z.array(z.string().max(500)).max(500))
  .transform((values) => (values.length > 0 ? values : undefined))
  .optional();
const day = z.string().refine(isLocalDay, "notADay").optional();

/**
 * A set as it stands in an address, for example
 * `set=lost&set.from=2026-07-01&set.to=2026-10-01&set.reason=price`. What is filtered by has the meaning that it has
 * for the figure: plan and phase at the start, members of a segment now.
 */
export const customerSetFields = {
  set: z.enum(setNames).optional(),
  "set.from": day,
  "set.to": day,
  "set.rule": z.enum(["contract", "inactivity"]).optional(),
  "set.inactivityDays": z.coerce.number().int().min(1).max(3_650).optional(),
  "set.segment": some,
  "set.plan": some,
  "set.phase": some,
  "set.product-group": some,
  /** Those that this trait says nothing about: no plan, no phase yet. */
  "set.without": z.enum(customerTraits).optional(),
  /** Why they were lost; the empty text: no reason given. */
  "set.reason": z.string().max(500).optional(),
  "set.involuntary": z.enum(["only", "leftOut"]).optional(),
  /** The cohort: `2026-01`. */
  "set.month": z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  /** Months after the beginning: of the cohort, or of the customer who left. */
  "set.age": z.coerce.number().int().min(0).max(1_200).optional(),
  /** The moment of truth whose feedback is the event, or the touchpoints; how it was handled, and what came of it. */
  "set.moment": z.string().max(60).optional(),
  "set.touchpoint": some,
  "set.handled": z.enum([...handledWays, "none"]).optional(),
  "set.outcome": z.enum(["lost", "bought"]).optional(),
  /** How long a step on the way in may take, in days. */
  "set.days": z.coerce.number().int().min(1).max(3_650).optional(),
};

const customerSetInput = z.object(customerSetFields);
export type CustomerSetInput = z.output<typeof customerSetInput>;
