import { z } from "zod";
import { dimensions } from "@/lib/feedback/rules/codes";
import { feedbackLimits } from "@/lib/feedback/schema";
import { DEFAULT_SCALE, isScaleOf, SCALES, type Scale } from "@/lib/metrics/scales";
import { columnUse, missingTexts, questionColumn, valueMap } from "./column";
import { condition } from "./condition";
import { importKinds } from "./fields";

const scaleNames = Object.keys(SCALES) as [Scale, ...Scale[]];

/** One question and the column with its answers. */
export const question = z
  .strictObject({
    metric: z.enum(["nps", "csat", "ces", "rating"]),
    scale: z.enum(scaleNames).optional(),
    dimension: z.enum(dimensions.names).default("experience"),
    touchpoint: z.string().trim().min(1).max(60).optional(),
    ...questionColumn,
  })
  .transform((asked, context) => {
    const scale = asked.scale ?? DEFAULT_SCALE[asked.metric];
    if (scale === null) {
      context.addIssue({ code: "custom", path: ["scale"], message: "scaleRequired" });
      return z.NEVER;
    }
    if (!isScaleOf(asked.metric, scale)) {
      const message = asked.metric === "nps" ? "npsScale" : "scaleOfMetric";
      context.addIssue({ code: "custom", path: ["scale"], message });
    }
    const fixed = asked.dimension === "importance" ? "1-5" : "-2-2";
    if (["mood", "comparison", "importance"].includes(asked.dimension) && scale !== fixed) {
      context.addIssue({ code: "custom", path: ["scale"], message: "scaleOfDimension" });
    }
    return { ...asked, scale };
  });
export type Question = z.output<typeof question>;

/** Our field → column; beside it the questions of a feedback file. Which fields a kind has is checked with the file. */
export const mappingInput = z
  .object({ answers: z.array(question).max(feedbackLimits.answers).optional() })
  .catchall(columnUse)
  .transform(({ answers, ...fields }) => ({ answers: answers ?? [], fields }))
  .refine(({ answers, fields }) => answers.length + Object.keys(fields).length > 0, "importEmptyMapping");
export type Mapping = z.output<typeof mappingInput>;

const constant = z.union([z.string().max(5_000), z.number(), z.boolean()]);

export const optionsInput = z.strictObject({
  /** Rows of the header; 0 = the file has none. */
  header: z.number().int().min(0).max(5).optional(),
  sheet: z.union([z.string().max(60), z.number().int().min(1)]).optional(),
  /** One character, or "whitespace" for any run of blanks. */
  delimiter: z.union([z.string().length(1), z.enum(["whitespace", "tab", "\\t"])]).optional(),
  encoding: z.string().max(40).optional(),
  /** Of `YYYY MM DD HH mm ss A Z`, or iso, excel, unix. */
  dateFormat: z.string().min(1).max(60).optional(),
  timeZone: z.string().max(64).optional(),
  decimal: z.enum([".", ","]).optional(),
  /** Texts that mean "no value": in all columns, or per column (`"*"` = in all). */
  missing: z.union([missingTexts, z.record(z.string().max(300), missingTexts)]).default([]),
  values: z.record(z.string().max(300), valueMap).default({}),
  /** Per column a regular expression of what to keep: its first group, or all that matches. */
  pattern: z.record(z.string().max(300), z.string().max(200)).default({}),
  /** Status of an order → when it has it. */
  statusWhen: z.partialRecord(z.enum(["completed", "cancelled", "returned"]), condition).default({}),
  skipWhen: condition.optional(),
  createMissing: z.array(z.enum(["customers", "touchpoints", "products"])).default([]),
  /** Constants for what the file lacks. */
  defaults: z.record(z.string().max(200), constant).default({}),
  /** Name of the source, part of the identity of lines without an id; the file's name unless said otherwise. */
  source: z.string().trim().min(1).max(200).optional(),
});
export type Options = z.output<typeof optionsInput>;

export const importKindInput = z.enum(importKinds);

/** What comes with a file, by form, API or command line. */
export const startImportInput = z.object({
  kind: importKindInput,
  mapping: mappingInput,
  options: optionsInput.default(() => optionsInput.parse({})),
});
export type StartImportInput = z.output<typeof startImportInput>;
