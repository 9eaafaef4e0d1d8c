import { z } from "zod";
import { countField, fromForm, jsonField } from "@/lib/fields/form";
import { nameField, textField } from "@/lib/fields/text";
import { isLocalDay } from "@/lib/period/local-day";

/** Who rates how well a touchpoint fits the brand: customers, as a mean of several, or one dated mystery visit. */
export const raters = ["customers", "mystery"] as const;
export type Rater = (typeof raters)[number];

/** In the place of a brand value: all of them together. */
export const allValues = "all";

const day = z.string().refine(isLocalDay, "notADay");

const scoreField = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.number().min(1).max(5).nullish(),
);

/** Ratings of one touchpoint on one day, by brand value (`scores.<key>`); what is empty was not rated. */
export const rateBrandInput = fromForm(
  z.object({
    touchpoint: nameField(60),
    by: z.enum(raters),
    on: day,
    /** How many customers; a visit is one. */
    n: countField,
    scores: z.record(z.string().max(60), scoreField).default({}),
    note: textField(2_000).nullish(),
  }),
);
export type RateBrandInput = z.output<typeof rateBrandInput>;

export const ratingsNamed = z.object({ ids: jsonField(z.array(z.uuid()).min(1).max(200)) });
export type RatingsNamed = z.output<typeof ratingsNamed>;

/** A rating as an undo brings it back; places by key. */
export const ratingState = z.strictObject({
  id: z.uuid(),
  touchpoint: z.string().max(60),
  value: z.string().max(60).nullable(),
  on: day,
  by: z.enum(raters),
  score: z.number().min(1).max(5),
  n: z.int().min(1).max(2_000_000_000),
  note: z.string().max(2_000).nullable(),
  translations: z.record(z.string().max(20), z.record(z.string().max(5), z.string().max(2_000))).nullable(),
});
export type RatingState = z.output<typeof ratingState>;

/** What was written is deleted, what was deleted is written again. */
export const undoRatingsInput = z.object({
  before: jsonField(
    z.strictObject({
      written: z.array(z.uuid()).max(200),
      deleted: z.array(ratingState).max(200),
    }),
  ),
});
export type UndoRatingsInput = z.output<typeof undoRatingsInput>;

/** The page: what is open in the drawer, `new` or nothing, and for which touchpoint. */
export const brandInput = z.object({
  open: z.enum(["new"]).optional().catch(undefined),
  touchpoint: nameField(60).optional().catch(undefined),
});
export type BrandInput = z.output<typeof brandInput>;
