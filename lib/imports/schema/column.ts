import { z } from "zod";

/** A column by its header, or by its number counted from 1 where there is none. */
export const columnRef = z.union([z.string().min(1).max(300), z.number().int().min(1).max(10_000)]);
export type ColumnRef = z.output<typeof columnRef>;

const short = z.string().max(200);
/** A cell's text → what is meant; `"*"` is any other text. */
export const valueMap = z.record(z.string().max(300), z.union([short, z.number(), z.boolean()]));
export const missingTexts = z.array(short).max(200);

const howToRead = {
  missing: missingTexts.optional(),
  values: valueMap.optional(),
  pattern: short.optional(),
};

/** Where a field comes from: a column, or a column and how to read it. */
export const columnUse = z.union([
  columnRef,
  z.strictObject({
    column: columnRef,
    ...howToRead,
    dateFormat: z.string().min(1).max(60).optional(),
    type: z.enum(["text", "number", "boolean", "date"]).optional(),
  }),
]);
export type ColumnUse = z.output<typeof columnUse>;

/** How one question's column is read. `notApplicable` lists texts that say "does not apply to me". */
export const questionColumn = { column: columnRef, ...howToRead, notApplicable: missingTexts.optional() };
