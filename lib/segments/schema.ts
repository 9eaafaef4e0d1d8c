import { z } from "zod";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { keyField, nameField, requiredText, textField } from "@/lib/fields/text";
import { ruleField, segmentRule } from "./schema/rule";

export const segmentInput = z
  .strictObject({
    key: keyField,
    name: requiredText(120).optional(),
    description: textField(1_000).nullish(),
    rule: ruleField.optional(),
    leading: z.boolean().optional().meta({
      description: "Whether it is one of the leading segments, of which each customer is in at most one.",
    }),
  })
  .meta({
    id: "SegmentInput",
    examples: [
      {
        key: "small-business",
        name: "Small businesses",
        description: "Companies with fewer than 50 people",
        rule: {
          all: [
            { about: "customer", measure: "kind", op: "is", value: "company" },
            { about: "attribute", key: "employees", op: "lessThan", value: 50 },
          ],
        },
      },
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
    rule: z.union([segmentRule, z.strictObject({})]).meta({
      description: "Empty as long as there is no rule; then nobody can be asked for by this segment.",
    }),
    leading: z.boolean(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Segment" });
export type SegmentOut = z.output<typeof segmentOut>;

export const segmentPage = pageOf(segmentOut);
export const savedSegments = savedOneOrMany(segmentOut);
