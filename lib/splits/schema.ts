import { z } from "zod";
import { isAttributeKey } from "@/lib/fields/attributes";
import { jsonField } from "@/lib/fields/form";
import { nameField } from "@/lib/fields/text";

/** What a group is split by, as a button sends it: this value of an attribute, or at most this number. */
const rule = jsonField(
  z.union([
    z.strictObject({
      attribute: z.string().refine(isAttributeKey, "attributeKey"),
      is: z.union([z.string().min(1).max(500), z.boolean()]),
    }),
    z.strictObject({ attribute: z.string().refine(isAttributeKey, "attributeKey"), atMost: z.number() }),
  ]),
);

export const splitSegmentInput = z.object({
  id: z.uuid(),
  version: z.coerce.number().int().min(1),
  touchpoint: nameField(60),
  rule,
});
export type SplitSegmentInput = z.output<typeof splitSegmentInput>;

const changed = z.strictObject({ id: z.uuid(), version: z.int() });

export const undoSplitInput = z.object({
  before: jsonField(
    z.strictObject({
      split: changed,
      /** Made for the split, and those that were there already. */
      made: z.array(changed).max(2),
      taken: z.array(changed).max(2),
      wasLeading: z.boolean(),
    }),
  ),
});
export type UndoSplitInput = z.output<typeof undoSplitInput>;
