import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { nameField, requiredText } from "@/lib/fields/text";

const scopeKey = nameField(60).nullish();

/** A flag on every trend, or on the trends of one touchpoint, phase or segment. */
export const markerInput = z
  .strictObject({
    on: dayField,
    title: requiredText(200),
    scope: z
      .strictObject({ touchpoint: scopeKey, phase: scopeKey, segment: scopeKey })
      .nullish()
      .meta({ description: "Keys of what it is about; left out, everything." }),
  })
  .meta({
    id: "MarkerInput",
    examples: [{ on: "2026-02-01", title: "New price list", scope: { phase: "usage" } }],
  });
export type MarkerInput = z.output<typeof markerInput>;

export const postMarkersInput = oneOrMany(markerInput);

export const listMarkersInput = z.strictObject({
  ...pageFields,
  from: dayField.optional().meta({ description: "On this day or later." }),
  to: dayField.optional().meta({ description: "Before this day." }),
  touchpoint: nameField(60).optional(),
  phase: nameField(60).optional(),
  segment: nameField(60).optional(),
});
export type ListMarkersInput = z.output<typeof listMarkersInput>;

const key = z.string().nullable();

export const markerOut = z
  .strictObject({
    id: z.uuid(),
    on: z.iso.date(),
    title: z.string(),
    scope: z.strictObject({ touchpoint: key, phase: key, segment: key }).nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Marker" });
export type MarkerOut = z.output<typeof markerOut>;

export const markerPage = pageOf(markerOut);
export const savedMarkers = savedOneOrMany(markerOut);
