import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { fromForm, jsonField } from "@/lib/fields/form";
import { nameField, requiredText, textField } from "@/lib/fields/text";
import { comparison, kpi, kpiMeasures, kpiUnits, measureStates } from "../schema";

const place = nameField(60).nullish();
const day = dayField.nullish();
const number = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.number("notANumber").min(-99_999_999).max(99_999_999).nullish(),
);
const amount = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.number("notANumber").min(0, "notNegative").max(99_999_999).nullish(),
);
const days = z.number("notANumber").min(0, "notNegative").max(99_999);

/** Rows of a form, "department-0" beside "days-0", in their order; one without days says nothing. */
function rowsOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const said = new Map(Object.entries(value));
  return [...said].flatMap(([name, department]) => {
    const [, index] = /^department-(\d+)$/.exec(name) ?? [];
    const typed = index === undefined ? null : said.get(`days-${index}`);
    if (typed === null || typed === undefined) return [];
    return [{ department: department ?? "", days: Number(typed) }];
  });
}

/** A measure as its form sends it; without an id, a new one. Last days of periods are said, not the day after. */
export const saveMeasureInput = fromForm(
  z.object({
    id: z.uuid().nullish(),
    version: z.coerce.number().int().nullish(),
    anyway: z.enum(["yes"]).nullish(),
    name: z.preprocess((value) => value ?? "", requiredText(200)),
    description: textField(4_000).nullish(),
    firstStep: textField(500).nullish(),
    phase: place,
    touchpoint: place,
    segment: place,
    department: place,
    owner: z.uuid().nullish(),
    ownerName: textField(120).nullish(),
    measure: z.enum(kpiMeasures).nullish(),
    unit: z.enum(kpiUnits).nullish(),
    kpiWords: textField(300).nullish(),
    kpiTouchpoint: place,
    kpiSegment: place,
    kpiChannel: place,
    kpiProductGroup: place,
    touched: place,
    others: place,
    beforeFrom: day,
    beforeTo: day,
    afterFrom: day,
    afterTo: day,
    startValue: number,
    target: number,
    startsOn: day,
    endsOn: day,
    targetOn: day,
    /** In the currency's major unit, as people write it. */
    budget: amount,
    efforts: z
      .preprocess(rowsOf, z.array(z.strictObject({ department: z.string().max(60), days })).max(60))
      .nullish(),
    corrects: z.uuid().nullish(),
    finding: z.uuid().nullish(),
  }),
);
export type SaveMeasureInput = z.output<typeof saveMeasureInput>;

export const setMeasureStateInput = z.object({ id: z.uuid(), state: z.enum(measureStates) });
export type SetMeasureStateInput = z.output<typeof setMeasureStateInput>;

export const measureNamed = z.object({ id: z.uuid() });
export type MeasureNamed = z.output<typeof measureNamed>;

const text = (max: number) => z.string().max(max).nullable();

/** What a measure says, with names instead of inner numbers: for the log and for taking a change back. */
export const measureContent = z.strictObject({
  name: z.string().min(1).max(200),
  description: text(4_000),
  firstStep: text(500),
  kpiWords: text(300),
  translations: z.record(z.string().max(20), z.record(z.string().max(5), z.string().max(4_000))).nullable(),
  phase: z.string().max(60),
  touchpoint: text(60),
  segment: text(60),
  department: text(60),
  owner: z.uuid().nullable(),
  ownerName: text(120),
  kpi: kpi.nullable(),
  comparison: comparison.nullable(),
  startValue: z.number().nullable(),
  target: z.number().nullable(),
  startsOn: dayField.nullable(),
  endsOn: dayField.nullable(),
  targetOn: dayField.nullable(),
  budgetMinor: z.number().int().min(0).nullable(),
  efforts: z.array(z.strictObject({ department: z.string().max(60), days })).max(60),
  state: z.enum(measureStates),
  corrects: z.uuid().nullable(),
  finding: z.uuid().nullable(),
  retiredAt: z.iso.datetime().nullable(),
});
export type MeasureContent = z.output<typeof measureContent>;

/** What stood there before a change, and the version that the change left; a null state: nothing. */
export const undoMeasureInput = z.object({
  before: jsonField(z.strictObject({ id: z.uuid(), version: z.int(), state: measureContent.nullable() })),
});
export type UndoMeasureInput = z.output<typeof undoMeasureInput>;
