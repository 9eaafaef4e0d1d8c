import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { fromForm, jsonField, namesField } from "@/lib/fields/form";
import { nameField } from "@/lib/fields/text";
import { blank } from "@/lib/filters/schema";

/** What of a promise is written in several languages. */
export const promiseTexts = ["text", "saidWhere", "howMuch"] as const;
export const promiseLimits = { text: 500, saidWhere: 200, howMuch: 120 } as const;

const required = (value: unknown) => value ?? "";

/** A promise as its form sends it; without an id, a new one. */
export const savePromiseInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    version: z.coerce.number().int().nullish(),
    anyway: z.enum(["yes"]).nullish(),
    text: namesField(promiseLimits.text),
    saidWhere: namesField(promiseLimits.saidWhere).optional(),
    howMuch: namesField(promiseLimits.howMuch).optional(),
    touchpoint: z.preprocess(required, nameField(60)),
    segment: nameField(60).nullish(),
  }),
);
export type SavePromiseInput = z.output<typeof savePromiseInput>;

export const promiseNamed = z.object({ id: z.uuid() });
export type PromiseNamed = z.output<typeof promiseNamed>;

const cases = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.int("wholeNumber").min(0, "wholeNumber").max(2_000_000_000, "wholeNumber"),
);

/** How often a promise applied in a time, and how often it was kept. `through` is the last day of it. */
export const savePromiseCountInput = fromForm(
  z
    .object({
      id: z.uuid(),
      from: z.preprocess(required, dayField),
      through: z.preprocess(required, dayField),
      kept: cases,
      cases,
    })
    .refine(({ from, through }) => from <= through, { path: ["through"], message: "toBeforeFrom" })
    .refine(({ kept, cases: all }) => kept <= all, { path: ["kept"], message: "keptAboveCases" })
    .refine(({ cases: all }) => all > 0, { path: ["cases"], message: "noCases" }),
);
export type SavePromiseCountInput = z.output<typeof savePromiseCountInput>;

export const promiseCountNamed = z.object({ id: z.uuid(), from: dayField });
export type PromiseCountNamed = z.output<typeof promiseCountNamed>;

/** What stood there before a change; null: nothing. */
const promiseState = z.strictObject({
  text: z.string().min(1).max(promiseLimits.text),
  translations: z
    .record(z.string().max(20), z.record(z.string().max(5), z.string().max(promiseLimits.text)))
    .nullable(),
  saidWhere: z.string().max(promiseLimits.saidWhere).nullable(),
  howMuch: z.string().max(promiseLimits.howMuch).nullable(),
  touchpoint: z.string().max(60),
  segment: z.string().max(60).nullable(),
  retired: z.boolean(),
});
export type PromiseState = z.output<typeof promiseState>;

export const undoPromiseInput = z.object({
  before: jsonField(
    z.strictObject({ id: z.uuid(), version: z.int().nullable(), state: promiseState.nullable() }),
  ),
});
export type UndoPromiseInput = z.output<typeof undoPromiseInput>;

const countState = z.strictObject({
  from: dayField,
  to: dayField,
  kept: z.int().min(0),
  cases: z.int().min(1),
});
export type PromiseCountState = z.output<typeof countState>;

/** `now` is what the change left, so that an undo never takes away what somebody has written since. */
export const undoPromiseCountInput = z.object({
  before: jsonField(
    z.strictObject({
      id: z.uuid(),
      from: dayField,
      now: countState.nullable(),
      state: countState.nullable(),
    }),
  ),
});
export type UndoPromiseCountInput = z.output<typeof undoPromiseCountInput>;

export const promisesInput = z.object({
  touchpoint: z.preprocess(blank, z.string().max(60).optional()),
  segment: z.preprocess(blank, z.string().max(60).optional()),
  retired: z.preprocess(blank, z.enum(["yes"]).optional().catch(undefined)),
  open: z.preprocess(blank, z.string().max(60).optional()),
});
export type PromisesInput = z.output<typeof promisesInput>;
