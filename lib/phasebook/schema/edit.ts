import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { fromForm, jsonField } from "@/lib/fields/form";
import { nameField, textField } from "@/lib/fields/text";
import { pickKinds } from "../rules/catalogue";
import { kpiKinds } from "../rules/kpi";

const phase = nameField(60);

/** The version that the editor saw, and whether to save over what somebody else did meanwhile. */
const editing = {
  version: z.coerce.number().int().nullish(),
  anyway: z.enum(["yes"]).nullish(),
};

const texts = (max: number) =>
  z.strictObject({ de: textField(max).nullish(), en: textField(max).nullish() }).optional();

const figure = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.number().min(-1_000_000).max(1_000_000).nullish(),
);

/** The four questions about the customer in a phase. */
export const saveMindsetInput = fromForm(
  z.object({
    phase,
    ...editing,
    moves: texts(2_000),
    knows: texts(2_000),
    hopes: texts(2_000),
    needs: texts(2_000),
  }),
);
export type SaveMindsetInput = z.output<typeof saveMindsetInput>;

/** By which segment customers enter a phase by themselves; empty: only by hand and by data. */
export const saveEntryRuleInput = fromForm(z.object({ phase, ...editing, segment: nameField(60).nullish() }));
export type SaveEntryRuleInput = z.output<typeof saveEntryRuleInput>;

/** A goal as its form sends it; without an id, a new one. Target and figure are typed as they are read: in percent. */
export const saveGoalInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    phase,
    ...editing,
    text: texts(500),
    kpiWords: texts(300),
    kpi: z.enum([...kpiKinds, "elsewhere"]).nullish(),
    touchpoint: nameField(60).nullish(),
    target: figure,
    targetOn: dayField.nullish(),
    figure,
    figureOn: dayField.nullish(),
    figureSource: textField(200).nullish(),
  }),
);
export type SaveGoalInput = z.output<typeof saveGoalInput>;

/** A weak point as its form sends it. Its state is a decision and changes elsewhere. */
export const saveWeakPointInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    phase,
    ...editing,
    text: texts(500),
    evidence: texts(1_000),
    touchpoint: nameField(60).nullish(),
  }),
);
export type SaveWeakPointInput = z.output<typeof saveWeakPointInput>;

export const entryNamed = z.object({ id: z.uuid() });
export type EntryNamed = z.output<typeof entryNamed>;

/** Entries of the catalogue that are to be copied into a phase. */
export const pickInput = z.object({
  phase,
  kind: z.enum(pickKinds),
  keys: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(nameField(60)).min(1, "chooseSomething").max(100),
  ),
});
export type PickInput = z.output<typeof pickInput>;

/** What stands on a page in an order that can be changed. */
export const sortKinds = ["goals", "weakPoints"] as const;
export type SortKind = (typeof sortKinds)[number];

export const sortLinesInput = z.object({
  phase,
  kind: z.enum(sortKinds),
  order: jsonField(z.array(z.uuid()).min(1).max(200)),
});
export type SortLinesInput = z.output<typeof sortLinesInput>;

const translations = z
  .record(z.string().max(20), z.record(z.string().max(5), z.string().max(2_000)))
  .nullable();
const line = (max: number) => z.string().max(max).nullable();
const day = dayField.nullable();
const retiredAt = z.iso.datetime().nullable();

export const mindsetState = z.strictObject({
  moves: line(2_000),
  knows: line(2_000),
  hopes: line(2_000),
  needs: line(2_000),
  translations,
});
export type MindsetState = z.output<typeof mindsetState>;

export const goalState = z.strictObject({
  phase,
  text: z.string().min(1).max(500),
  kpi: line(120),
  kpiWords: line(300),
  translations,
  target: z.number().nullable(),
  targetOn: day,
  figure: z.number().nullable(),
  figureOn: day,
  figureSource: line(200),
  retiredAt,
});
export type GoalState = z.output<typeof goalState>;

export const weakPointState = z.strictObject({
  phase,
  text: z.string().min(1).max(500),
  evidence: line(1_000),
  translations,
  touchpoint: nameField(60).nullable(),
  retiredAt,
});
export type WeakPointState = z.output<typeof weakPointState>;

export const entryRuleState = z.strictObject({ segment: nameField(60).nullable() });
export type EntryRuleState = z.output<typeof entryRuleState>;

/** What stood there before a change; `state` null: nothing. */
const snapshots = <State extends z.ZodType>(state: State) =>
  jsonField(
    z
      .array(z.strictObject({ id: z.string().max(60), version: z.int(), state: state.nullable() }))
      .min(1)
      .max(100),
  );

export const undoMindsetInput = z.object({ before: snapshots(mindsetState) });
export type UndoMindsetInput = z.output<typeof undoMindsetInput>;
export const undoEntryRuleInput = z.object({ before: snapshots(entryRuleState) });
export type UndoEntryRuleInput = z.output<typeof undoEntryRuleInput>;
export const undoGoalsInput = z.object({ before: snapshots(goalState) });
export type UndoGoalsInput = z.output<typeof undoGoalsInput>;
export const undoWeakPointsInput = z.object({ before: snapshots(weakPointState) });
export type UndoWeakPointsInput = z.output<typeof undoWeakPointsInput>;
