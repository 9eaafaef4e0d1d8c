import { z } from "zod";
import { describedAs } from "@/lib/fields/items";
import { columnRef } from "./column";

/** Compares one cell. Numbers are compared as numbers; a cell that is none satisfies no numeric comparison. */
const comparison = z.strictObject({
  column: columnRef,
  equals: z.union([z.string().max(200), z.number(), z.boolean()]).optional(),
  oneOf: z
    .array(z.union([z.string().max(200), z.number()]))
    .min(1)
    .max(1000)
    .optional(),
  beginsWith: z.string().min(1).max(200).optional(),
  endsWith: z.string().min(1).max(200).optional(),
  contains: z.string().min(1).max(200).optional(),
  empty: z.boolean().optional(),
  less: z.number().optional(),
  lessOrEqual: z.number().optional(),
  greater: z.number().optional(),
  greaterOrEqual: z.number().optional(),
});

export type Comparison = z.output<typeof comparison>;

/**
 * `{ "column": "InvoiceNo", "beginsWith": "C" }`, put together by `all`, `any` and `not`. Several comparisons in one
 * object must all hold.
 */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Comparison;

const maxDepth = 6;

function conditionOf(depth: number): z.ZodType<Condition> {
  const one = comparison.refine((said) => Object.keys(said).length > 1, "importEmptyCondition");
  if (depth === 0) return one;
  const inner = z.lazy(() => conditionOf(depth - 1));
  return z.union([
    z.strictObject({ all: z.array(inner).min(1).max(50) }),
    z.strictObject({ any: z.array(inner).min(1).max(50) }),
    z.strictObject({ not: inner }),
    one,
  ]);
}

export const condition = conditionOf(maxDepth);

/** The same for the description of the API, which need not write out every depth. */
const described: z.ZodType = z
  .union([
    z.strictObject({ all: z.array(z.lazy(() => described)) }),
    z.strictObject({ any: z.array(z.lazy(() => described)) }),
    z.strictObject({ not: z.lazy(() => described) }),
    comparison,
  ])
  .meta({ id: "ImportCondition" });
describedAs.set(condition, described);
