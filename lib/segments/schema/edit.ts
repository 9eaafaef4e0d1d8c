import { z } from "zod";
import { fromForm, namesField } from "@/lib/fields/form";
import { requiredText, textField } from "@/lib/fields/text";
import { type Rule, ruleField } from "./rule";

/** In a form and in an address a rule is text. */
const ruleText = z
  .string()
  .max(30_000, "ruleTooLong")
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "notJson" });
      return z.NEVER;
    }
  })
  .pipe(ruleField);

const blank = (value: unknown) => (value === "" ? undefined : value);
const version = z.coerce.number().int().min(1);

export const editSegmentInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    version: version.nullish(),
    names: namesField(120),
    descriptions: namesField(1_000).optional(),
    leading: z.preprocess((value) => value === "on" || value === "true", z.boolean()),
    rule: ruleText,
  }),
);
export type EditSegmentInput = z.output<typeof editSegmentInput>;

const beforeField = z
  .string()
  .max(40_000)
  .transform((text, context) => {
    if (text === "") return null;
    try {
      const { rule, ...rest } = JSON.parse(text);
      return { rule: rule === null ? null : ruleField.parse(rule), ...stateFields.parse(rest) };
    } catch {
      context.addIssue({ code: "custom", message: "notJson" });
      return z.NEVER;
    }
  });
const inLanguages = z.record(z.string(), z.string()).nullable();
const stateFields = z.object({
  name: requiredText(120),
  translations: inLanguages,
  description: textField(1_000).nullable(),
  descriptions: inLanguages,
  leading: z.boolean(),
});

export const undoSegmentInput = z.object({ id: z.uuid(), version, before: beforeField });
export type UndoSegmentInput = {
  id: string;
  version: number;
  before: (z.output<typeof stateFields> & { rule: Rule | null }) | null;
};

export const retireSegmentInput = z.object({ id: z.uuid() });
export type RetireSegmentInput = z.output<typeof retireSegmentInput>;
export const restoreSegmentInput = retireSegmentInput;
export type RestoreSegmentInput = RetireSegmentInput;

export const segmentNamed = z.object({ id: z.uuid() });
export const previewRuleInput = z.object({ rule: ruleText });
export const noSegmentInput = z.object({});

export const showSegmentInput = z.object({
  id: z.uuid(),
  after: z.preprocess(blank, z.coerce.number().int().min(0).max(2_147_483_647).optional().catch(undefined)),
  who: z.preprocess(blank, textField(200).optional()),
});
export type ShowSegmentInput = z.output<typeof showSegmentInput>;
