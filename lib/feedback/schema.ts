import { z } from "zod";
import { DEFAULT_SCALE, isOnScale, isScaleOf, SCALES, type Scale } from "@/lib/metrics/scales";
import { dimensions, occasions, reasons, techniques } from "./rules/codes";

/** Limits of a feedback record, named once for form, API and import. */
export const feedbackLimits = { comment: 5_000, submissionKey: 200, answers: 200, items: 1_000 } as const;

const scaleNames = Object.keys(SCALES) as [Scale, ...Scale[]];

/** Control characters (NUL above all) are not text; PostgreSQL would refuse the row. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
export const cleanText = (text: string): string => text.replace(controls, "").trim();

const keyed = (max = 200) => z.string().transform(cleanText).pipe(z.string().min(1).max(max));

export const answerInput = z
  .strictObject({
    metric: z.enum(["nps", "csat", "ces", "rating"]),
    scale: z.enum(scaleNames).optional(),
    dimension: z.enum(dimensions.names).default("experience"),
    touchpoint: keyed(60).optional(),
    value: z.number().int().nullable(),
    reason: z.enum(reasons.names).optional(),
  })
  .transform((answer, context) => {
    const scale = answer.scale ?? DEFAULT_SCALE[answer.metric];
    if (scale === null) {
      context.addIssue({ code: "custom", path: ["scale"], message: "scaleRequired" });
      return z.NEVER;
    }
    if (!isScaleOf(answer.metric, scale)) {
      context.addIssue({
        code: "custom",
        path: ["scale"],
        message: answer.metric === "nps" ? "npsScale" : "scaleOfMetric",
      });
    }
    const fixed = scaleOfDimension[answer.dimension];
    if (fixed && fixed !== scale)
      context.addIssue({ code: "custom", path: ["scale"], message: "scaleOfDimension" });
    if (answer.value !== null && !isOnScale(scale, answer.value)) {
      context.addIssue({ code: "custom", path: ["value"], message: "valueOffScale" });
    }
    if (answer.value !== null && answer.reason) {
      context.addIssue({ code: "custom", path: ["reason"], message: "reasonWithValue" });
    }
    return { ...answer, scale, reason: answer.value === null ? (answer.reason ?? "skipped") : undefined };
  });

/** Mood and comparison run from −2 to 2, importance from 1 to 5 (METRICS.md, Expectations). */
const scaleOfDimension: Partial<Record<(typeof dimensions.names)[number], Scale>> = {
  mood: "-2-2",
  comparison: "-2-2",
  importance: "1-5",
};

/** One feedback record as form, API and import hand it in. */
export const recordFeedbackInput = z
  .strictObject({
    submissionKey: keyed(feedbackLimits.submissionKey).optional(),
    customer: keyed(210).nullish(),
    touchpoint: keyed(60).nullish(),
    channel: keyed(60).nullish(),
    productGroup: keyed(60).nullish(),
    occasion: z.enum(occasions.names).default("contact"),
    technique: z.enum(techniques.names),
    answeredAt: z.string().max(40),
    answers: z.array(answerInput).max(feedbackLimits.answers).default([]),
    comment: z.string().transform(cleanText).pipe(z.string().max(feedbackLimits.comment)).nullish(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$/)
      .nullish(),
    anonymous: z.boolean().default(false),
  })
  .superRefine((record, context) => {
    if (record.answers.length === 0 && !record.comment) {
      context.addIssue({ code: "custom", path: ["answers"], message: "nothingSaid" });
    }
    if (record.anonymous && record.customer) {
      context.addIssue({ code: "custom", path: ["customer"], message: "anonymousCustomer" });
    }
  });

export type RecordFeedbackInput = z.output<typeof recordFeedbackInput>;

/** One record, or `{ items: [≤ 1000] }` whose members are judged one by one. */
export const postFeedbackInput = z.union([
  z.strictObject({ items: z.array(z.unknown()).min(1).max(feedbackLimits.items) }),
  recordFeedbackInput,
]);

export type RowOutcome =
  | { status: "created" | "updated" | "unchanged" | "duplicate"; id: string }
  | { status: "rejected"; error: { code: string; message: string; fields?: Record<string, string> } };
