import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { languageField, nameField, referenceField, requiredText, textField } from "@/lib/fields/text";
import { DEFAULT_SCALE, isOnScale, isScaleOf, SCALES, type Scale } from "@/lib/metrics/scales";
import { dimensions, occasions, reasons, techniques } from "./rules/codes";

/** Limits of a feedback record, named once for form, API and import. */
export const feedbackLimits = { comment: 5_000, submissionKey: 200, answers: 200, items: 1_000 } as const;

const scaleNames = Object.keys(SCALES) as [Scale, ...Scale[]];

/** What people can be asked; other metrics are found in what they write. */
const askedMetrics = ["nps", "csat", "ces", "rating"] as const;

const keyed = (max = 200) => requiredText(max);

export const answerInput = z
  .strictObject({
    metric: z.enum(askedMetrics),
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
    comment: textField(feedbackLimits.comment).nullish(),
    language: languageField.nullish(),
    anonymous: z.boolean().default(false),
  })
  .superRefine((record, context) => {
    if (record.answers.length === 0 && !record.comment) {
      context.addIssue({ code: "custom", path: ["answers"], message: "nothingSaid" });
    }
    if (record.anonymous && record.customer) {
      context.addIssue({ code: "custom", path: ["customer"], message: "anonymousCustomer" });
    }
  })
  .meta({
    id: "FeedbackInput",
    examples: [
      {
        submissionKey: "survey-7-response-1042",
        customer: "ext:C-1001",
        touchpoint: "fault-hotline",
        technique: "survey",
        answeredAt: "2026-01-31T10:20:00+01:00",
        answers: [
          { metric: "csat", value: 4 },
          { metric: "nps", value: 9 },
        ],
        comment: "Quick and friendly.",
        language: "en",
      },
    ],
  });

export type RecordFeedbackInput = z.output<typeof recordFeedbackInput>;

/** One record, or `{ items: [≤ 1000] }` whose members are judged one by one. */
export const postFeedbackInput = oneOrMany(recordFeedbackInput);

export const feedbackNamed = z.strictObject({ id: z.uuid() });

const entryKey = nameField(60).nullish();

/**
 * What may be put right afterwards. What was asked and answered stays; so does what the sender's submission key stands
 * for, and the same submission sent once more is still a duplicate.
 */
export const changeFeedbackInput = z
  .strictObject({
    id: z.uuid(),
    customer: referenceField.nullish(),
    touchpoint: entryKey,
    channel: entryKey.meta({ description: "Null: the touchpoint's own." }),
    productGroup: entryKey,
    occasion: z.enum(occasions.names).optional(),
    comment: textField(feedbackLimits.comment).nullish(),
    language: languageField.nullish(),
    anonymous: z.boolean().optional().meta({ description: "True takes the customer away, for good." }),
  })
  .meta({ examples: [{ touchpoint: "fault-hotline", comment: null }] });
export type ChangeFeedbackInput = z.output<typeof changeFeedbackInput>;

export const listFeedbackInput = z.strictObject({
  ...pageFields,
  submissionKey: nameField(feedbackLimits.submissionKey).optional(),
  customer: referenceField.optional(),
  touchpoint: nameField(60).optional().meta({ description: "Of the record or of one of its answers." }),
  channel: nameField(60).optional(),
  productGroup: nameField(60).optional(),
  occasion: z.enum(occasions.names).optional(),
  technique: z.enum(techniques.names).optional(),
  hasComment: z.enum(["true", "false"]).optional(),
  from: dayField.optional().meta({ description: "Answered on this day or later." }),
  to: dayField.optional().meta({ description: "Answered before this day." }),
});
export type ListFeedbackInput = z.output<typeof listFeedbackInput>;

const key = z.string().nullable();

export const feedbackOut = z
  .strictObject({
    id: z.uuid(),
    submissionKey: z.string(),
    customer: z.uuid().nullable(),
    touchpoint: key,
    channel: key,
    productGroup: key,
    occasion: z.enum(occasions.names),
    technique: z.enum(techniques.names),
    answeredAt: z.iso.datetime(),
    answers: z.array(
      z.strictObject({
        metric: z.enum(askedMetrics),
        scale: z.enum(scaleNames),
        dimension: z.enum(dimensions.names),
        touchpoint: key,
        value: z.int().nullable(),
        reason: z.enum(reasons.names).nullable(),
      }),
    ),
    comment: key,
    language: key,
    anonymous: z.boolean(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Feedback" });
export type FeedbackOut = z.output<typeof feedbackOut>;

export const feedbackPage = pageOf(feedbackOut);
export const savedFeedback = savedOneOrMany(feedbackOut);
