import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { fromForm, jsonField } from "@/lib/fields/form";
import { keyField, nameField, textField } from "@/lib/fields/text";
import { inOrder, outOfOrder, pageFilters } from "@/lib/filters/schema";
import { SCALES, type Scale } from "@/lib/metrics/scales";

/** What is open beside the page: setting an expectation. */
const open = z.enum(["set"]).optional().catch(undefined);

/** The worst first, or all of it as a map. */
const view = z.enum(["map"]).optional().catch(undefined);

export const gapsPageInput = z.object({ ...pageFilters, view, open }).refine(inOrder, outOfOrder);
export type GapsPageInput = z.output<typeof gapsPageInput>;

const { period, from, to, channel, "product-group": productGroup, technique } = pageFilters;

/** One touchpoint, for one segment or for all customers. */
export const gapCellInput = z
  .object({
    touchpoint: nameField(60),
    segment: nameField(60).optional(),
    period,
    from,
    to,
    channel,
    "product-group": productGroup,
    technique,
    open,
  })
  .refine(inOrder, outOfOrder);
export type GapCellInput = z.output<typeof gapCellInput>;

const key = nameField(60).nullish();
const numberField = (schema: z.ZodType<number>) =>
  z.preprocess((value) => (typeof value === "string" ? Number(value) : value), schema.nullish());
const scaleNames = Object.keys(SCALES) as [Scale, ...Scale[]];

/** What is expected of a place from a day on. Without a question, that of the touchpoint is meant. */
export const setExpectationInput = fromForm(
  z.object({
    touchpoint: key.meta({ description: "Left out: every touchpoint." }),
    segment: key.meta({ description: "Left out: everybody." }),
    metric: z.enum(["csat", "rating", "ces", "nps"]).nullish(),
    scale: z.enum(scaleNames).nullish(),
    expected: numberField(z.number().min(-10).max(10)),
    importance: numberField(z.number().min(1).max(5)),
    validFrom: z.preprocess((value) => value ?? "", dayField),
    source: textField(200).nullish(),
  }),
);
export type SetExpectationInput = z.output<typeof setExpectationInput>;

/** Ends what is recorded for a place: from that day on nothing is expected there itself. */
export const endExpectationInput = fromForm(
  z.object({
    touchpoint: keyField,
    segment: key,
    validFrom: z.preprocess((value) => value ?? "", dayField),
  }),
);
export type EndExpectationInput = z.output<typeof endExpectationInput>;

export const undoExpectationInput = z.object({
  before: jsonField(z.strictObject({ id: z.uuid(), version: z.int() })),
});
export type UndoExpectationInput = z.output<typeof undoExpectationInput>;
