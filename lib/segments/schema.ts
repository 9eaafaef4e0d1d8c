import { z } from "zod";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { keyField, nameField, requiredText, textField } from "@/lib/fields/text";

const largestRule = 20_000;

/** NUL and half characters, as JSON writes them: PostgreSQL keeps neither. */
const unstorable = /\\u(0000|d[89a-f][0-9a-f]{2})/i;

/** The rule is kept as it is; what it means is decided where segments are counted. */
const ruleField = z
  .record(z.string(), z.unknown())
  .refine((rule) => JSON.stringify(rule).length <= largestRule, "ruleTooLong")
  .refine((rule) => !unstorable.test(JSON.stringify(rule)), "unprintable");

export const segmentInput = z
  .strictObject({
    key: keyField,
    name: requiredText(120).optional(),
    description: textField(1_000).nullish(),
    rule: ruleField.optional(),
  })
  .meta({
    id: "SegmentInput",
    examples: [
      { key: "small-business", name: "Small businesses", description: "Companies with a business tariff" },
    ],
  });
export type SegmentInput = z.output<typeof segmentInput>;

export const postSegmentsInput = oneOrMany(segmentInput);

export const listSegmentsInput = z.strictObject({ ...pageFields, key: nameField(60).optional() });
export type ListSegmentsInput = z.output<typeof listSegmentsInput>;

export const segmentOut = z
  .strictObject({
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    rule: z.record(z.string(), z.unknown()),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Segment" });
export type SegmentOut = z.output<typeof segmentOut>;

export const segmentPage = pageOf(segmentOut);
export const savedSegments = savedOneOrMany(segmentOut);
