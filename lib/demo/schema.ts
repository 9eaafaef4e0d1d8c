import { z } from "zod";

/** The steps of the tour that lead to a screen there is; in the order in which they tell the story. */
export const tourSteps = [
  "overview",
  "gap",
  "price",
  "split",
  "map",
  "works",
  "noEffect",
  "coverage",
  "customer",
  "log",
] as const;
export type TourStep = (typeof tourSteps)[number];

export const noDemoInput = z.object({});

export const tickStepInput = z.object({
  step: z.enum(tourSteps),
  seen: z.enum(["yes", "no"]),
});
export type TickStepInput = z.output<typeof tickStepInput>;
