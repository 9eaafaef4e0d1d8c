import { z } from "zod";

const opened = z.string().max(60).optional();

/** The page, with what is open on it: an id, or "new". */
export const buyingInput = z.object({
  /** Only the needs that we do not answer well. */
  show: z.enum(["gaps"]).optional().catch(undefined),
  need: opened,
  /** Of a new need: the key of its sub-phase. */
  phase: opened,
  offer: opened,
  /** Of a new offer: the need that it is for. */
  for: opened,
  /** The sub-phase whose needs are put in order. */
  sort: opened,
});
export type BuyingInput = z.output<typeof buyingInput>;
