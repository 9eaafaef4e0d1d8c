import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { fromForm, jsonField } from "@/lib/fields/form";
import { nameField, referenceField, textField } from "@/lib/fields/text";
import { repetitions } from "../rules/recurrence";
import { contactStates } from "../rules/standing";

/** The version that the editor saw, and whether to save over what somebody else did meanwhile. */
const editing = {
  version: z.coerce.number().int().nullish(),
  anyway: z.enum(["yes"]).nullish(),
};

const texts = (max: number) =>
  z.strictObject({ de: textField(max).nullish(), en: textField(max).nullish() }).optional();

/** Whom a planned contact is for. */
export const audiences = ["segment", "customer"] as const;

/** A planned contact as its form sends it; without an id, a new one. */
export const saveContactInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    ...editing,
    audience: z.enum(audiences),
    segment: nameField(60).nullish(),
    customer: referenceField.nullish(),
    on: dayField,
    repeats: z.enum(repetitions),
    purpose: texts(300),
    feeling: texts(300),
    words: texts(2_000),
    who: textField(120).nullish(),
    touchpoint: nameField(60).nullish(),
    channel: nameField(60).nullish(),
    department: nameField(60).nullish(),
  }),
);
export type SaveContactInput = z.output<typeof saveContactInput>;

/** How a contact ended on one of its days. */
export const settleContactInput = fromForm(
  z.object({
    id: z.uuid(),
    ...editing,
    /** The day for which it was planned. */
    day: dayField,
    how: z.enum(["done", "missed"]),
    /** When it took place; the day of planning unless said otherwise. */
    doneOn: dayField.nullish(),
    outcome: textField(1_000).nullish(),
  }),
);
export type SettleContactInput = z.output<typeof settleContactInput>;

export const contactNamed = z.object({ id: z.uuid() });
export type ContactNamed = z.output<typeof contactNamed>;

const line = (max: number) => z.string().max(max).nullable();

export const plannedState = z.strictObject({
  segment: nameField(60).nullable(),
  customer: z.uuid().nullable(),
  touchpoint: nameField(60).nullable(),
  channel: nameField(60).nullable(),
  department: nameField(60).nullable(),
  on: dayField,
  repeats: z.enum(repetitions),
  purpose: z.string().min(1).max(300),
  feeling: line(300),
  who: line(120),
  words: line(2_000),
  translations: z.record(z.string().max(20), z.record(z.string().max(5), z.string().max(2_000))).nullable(),
  state: z.enum(contactStates),
  outcome: line(1_000),
  doneOn: dayField.nullable(),
});
export type PlannedState = z.output<typeof plannedState>;

/** What stood there before a change; `state` null: nothing. */
export const undoContactsInput = z.object({
  before: jsonField(
    z
      .array(z.strictObject({ id: z.uuid(), version: z.int(), state: plannedState.nullable() }))
      .min(1)
      .max(200),
  ),
});
export type UndoContactsInput = z.output<typeof undoContactsInput>;
