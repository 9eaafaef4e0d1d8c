import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { fromForm, jsonField, namesField } from "@/lib/fields/form";
import { nameField } from "@/lib/fields/text";

const about = nameField(60).nullish();

/** A marker as its form sends it; without an id, a new one. */
export const saveMarkerInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    version: z.coerce.number().int().nullish(),
    anyway: z.enum(["yes"]).nullish(),
    on: z.preprocess((value) => value ?? "", dayField),
    titles: namesField(200),
    touchpoint: about,
    phase: about,
    segment: about,
  }),
);
export type SaveMarkerInput = z.output<typeof saveMarkerInput>;

export const markerNamed = z.object({ id: z.uuid() });
export type MarkerNamed = z.output<typeof markerNamed>;

/** What stood there before a change; null: nothing. */
const markerState = z.strictObject({
  on: dayField,
  title: z.string().min(1).max(200),
  translations: z.record(z.string().max(5), z.string().max(200)).nullable(),
  touchpoint: z.string().max(60).nullable(),
  phase: z.string().max(60).nullable(),
  segment: z.string().max(60).nullable(),
});
export type MarkerState = z.output<typeof markerState>;

export const undoMarkerInput = z.object({
  before: jsonField(
    z.strictObject({ id: z.uuid(), version: z.int().nullable(), state: markerState.nullable() }),
  ),
});
export type UndoMarkerInput = z.output<typeof undoMarkerInput>;

export const markerRowsInput = z.object({
  touchpoint: z.string().max(60).optional(),
  phase: z.string().max(60).optional(),
  open: z.string().max(60).optional(),
  /** The day a new one begins with, and the page to go on with afterwards. */
  on: dayField.optional().catch(undefined),
  back: z.string().max(4_000).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type MarkerRowsInput = z.output<typeof markerRowsInput>;
