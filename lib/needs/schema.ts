import { z } from "zod";
import { logFeedbackInput } from "@/lib/feedback/schema/log-feedback";
import { dayField } from "@/lib/fields/days";
import { fromForm, jsonField } from "@/lib/fields/form";
import { requiredText, textField } from "@/lib/fields/text";

/** From what has to be to what moves somebody, as a statement in words. */
export const needKinds = ["requirement", "wish", "expectation", "need", "motive"] as const;
export type NeedKind = (typeof needKinds)[number];

/** Limits of a statement, named once for form and server. */
export const needLimits = { text: 1_000, source: 200 } as const;

const kind = z.enum(needKinds);
const aGroup = z.enum(["segment", "persona"]);
/** What agents note is about one customer; what managers note is about many. */
const oneCustomer = z.literal("customer").default("customer");
export type NeedAbout = z.output<typeof aGroup> | "customer";

const statement = {
  kind,
  text: requiredText(needLimits.text),
  source: textField(needLimits.source).nullish(),
  on: dayField.nullish(),
};

const noting = { of: z.uuid(), ...statement };
export const noteNeedInput = fromForm(z.object({ about: aGroup, ...noting }));
export const noteCustomerNeedInput = fromForm(z.object({ about: oneCustomer, ...noting }));
export type NoteNeedInput = z.output<typeof noteNeedInput> | z.output<typeof noteCustomerNeedInput>;

const rewording = {
  id: z.uuid(),
  version: z.coerce.number().int(),
  anyway: z.enum(["yes"]).nullish(),
  ...statement,
};
export const rewordNeedInput = fromForm(z.object({ about: aGroup, ...rewording }));
export const rewordCustomerNeedInput = fromForm(z.object({ about: oneCustomer, ...rewording }));
export type RewordNeedInput = z.output<typeof rewordNeedInput> | z.output<typeof rewordCustomerNeedInput>;

export const needNamed = z.object({ about: aGroup, id: z.uuid() });
export const customerNeedNamed = z.object({ about: oneCustomer, id: z.uuid() });
export type NeedNamed = z.output<typeof needNamed> | z.output<typeof customerNeedNamed>;

const needState = z.strictObject({
  kind,
  text: z.string().min(1).max(needLimits.text),
  translations: z.record(z.string().max(5), z.string().max(needLimits.text)).nullable(),
  source: z.string().max(needLimits.source).nullable(),
  on: dayField,
  isRetired: z.boolean(),
});
export type NeedState = z.output<typeof needState>;

/** What stood there before a change; null: nothing. */
const before = jsonField(z.strictObject({ id: z.uuid(), version: z.int(), state: needState.nullable() }));
export const undoNeedInput = z.object({ about: aGroup, before });
export const undoCustomerNeedInput = z.object({ about: oneCustomer, before });
export type UndoNeedInput = z.output<typeof undoNeedInput> | z.output<typeof undoCustomerNeedInput>;

/** The agent's form with "what matters to them": a statement needs somebody whom it is about. */
export const logWithNeedInput = logFeedbackInput
  .safeExtend({
    matters: textField(needLimits.text).default(""),
    mattersKind: z.preprocess((value) => value || "need", kind),
  })
  .superRefine(({ matters, who }, context) => {
    if (matters && who === "unnamed")
      context.addIssue({ code: "custom", path: ["matters"], message: "mattersToNobody" });
  });
export type LogWithNeedInput = z.output<typeof logWithNeedInput>;
