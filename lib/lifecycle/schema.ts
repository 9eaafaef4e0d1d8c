import { z } from "zod";
import { dayField, momentField } from "@/lib/fields/days";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { nameField, referenceField, textField } from "@/lib/fields/text";

/** A customer enters a phase. The same customer, phase and moment told twice are one move. */
export const phaseMoveInput = z
  .strictObject({
    customer: referenceField,
    phase: nameField(60).meta({ description: "Key of the phase." }),
    at: momentField,
    reason: textField(500).nullish(),
  })
  .meta({
    id: "PhaseMoveInput",
    examples: [{ customer: "ext:C-1001", phase: "onboarding", at: "2026-01-31", reason: "contract signed" }],
  });
export type PhaseMoveInput = z.output<typeof phaseMoveInput>;

/** The same from a form: now, unless a day is said. */
export const moveToPhaseInput = z.object({
  customer: referenceField,
  phase: nameField(60),
  on: z.preprocess((value) => (value === "" ? undefined : value), dayField.optional()),
  reason: textField(500).optional(),
});
export type MoveToPhaseInput = z.output<typeof moveToPhaseInput>;

/** Everybody of a phase into another one, now. */
export const moveEverybodyInput = z.object({
  from: nameField(60),
  to: z.preprocess((value) => value ?? "", nameField(60)),
  reason: textField(500).optional(),
});
export type MoveEverybodyInput = z.output<typeof moveEverybodyInput>;

export const undoMoveEverybodyInput = z.object({
  from: nameField(60),
  to: nameField(60),
  at: z.iso.datetime(),
});
export type UndoMoveEverybodyInput = z.output<typeof undoMoveEverybodyInput>;

export const phaseMoveNamed = z.object({ id: z.uuid() });

export const postPhaseMovesInput = oneOrMany(phaseMoveInput);

export const listPhaseMovesInput = z.strictObject({
  ...pageFields,
  customer: referenceField.optional(),
  phase: nameField(60).optional(),
  from: dayField.optional().meta({ description: "On this day or later." }),
  to: dayField.optional().meta({ description: "Before this day." }),
});
export type ListPhaseMovesInput = z.output<typeof listPhaseMovesInput>;

export const phaseMoveOut = z
  .strictObject({
    id: z.uuid(),
    customer: z.uuid().nullable(),
    phase: z.string(),
    at: z.iso.datetime(),
    reason: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "PhaseMove" });
export type PhaseMoveOut = z.output<typeof phaseMoveOut>;

export const phaseMovePage = pageOf(phaseMoveOut);
export const savedPhaseMoves = savedOneOrMany(phaseMoveOut);
