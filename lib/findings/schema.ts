import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { fromForm } from "@/lib/fields/form";
import { nameField, requiredText, textField } from "@/lib/fields/text";
import { many } from "@/lib/filters/schema";

/** Pages whose view can be kept; the name is the path below the workspace, as in a saved view. */
export const findingPages = ["", "breakdown", "compare", "feedback", "expectations"] as const;
export type FindingPage = (typeof findingPages)[number];

/** From a suspicion to what a survey confirmed or refuted. */
export const weakPointStates = ["suspected", "named", "confirmed", "refuted"] as const;
export type WeakPointState = (typeof weakPointStates)[number];

const place = nameField(60).nullish();
const several = z.preprocess(
  (value) => (value === undefined || value === null || value === "" ? [] : [value].flat()),
  z.array(nameField(60)).min(1, "findingNeedsDepartment").max(60),
);

export const keepFindingInput = fromForm(
  z.object({
    sentence: z.preprocess((value) => value ?? "", requiredText(1_000)),
    page: z.preprocess((value) => value ?? "", z.enum(findingPages)),
    query: z.preprocess((value) => value ?? "", z.string().max(4_000)),
    departments: several,
    touchpoint: place,
    /** A weak point that there is, or a new one in words, which then needs its phase. */
    weakPoint: z.uuid().nullish(),
    weakPointText: textField(500).nullish(),
    phase: place,
  }),
);
export type KeepFindingInput = z.output<typeof keepFindingInput>;

export const findingNamed = z.object({ id: z.uuid() });
export type FindingNamed = z.output<typeof findingNamed>;

export const takeNoteInput = z.object({ id: z.uuid(), department: nameField(60) });
export type TakeNoteInput = z.output<typeof takeNoteInput>;

const count = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.int("notANumber").min(0, "notNegative").max(1_000_000).nullish(),
);

export const addWeakPointInput = fromForm(
  z.object({
    phase: z.preprocess((value) => value ?? "", nameField(60)),
    touchpoint: place,
    text: z.preprocess((value) => value ?? "", requiredText(500)),
    evidence: textField(1_000).nullish(),
  }),
);
export type AddWeakPointInput = z.output<typeof addWeakPointInput>;

export const judgeWeakPointInput = fromForm(
  z.object({
    id: z.uuid(),
    version: z.coerce.number().int().nullish(),
    anyway: z.enum(["yes"]).nullish(),
    state: z.enum(weakPointStates),
    namedBy: count,
    askedOf: count,
    decidedOn: dayField.nullish(),
  }),
);
export type JudgeWeakPointInput = z.output<typeof judgeWeakPointInput>;

export const weakPointNamed = z.object({ id: z.uuid() });
export type WeakPointNamed = z.output<typeof weakPointNamed>;

export const findingsInput = z.object({
  department: many(),
  touchpoint: many(),
  state: many().pipe(z.array(z.enum(weakPointStates)).optional()),
  seen: z.enum(["open", "all"]).optional(),
  retired: z.enum(["true"]).optional(),
});
export type FindingsInput = z.output<typeof findingsInput>;
