import { z } from "zod";
import { scoreMeasures } from "@/lib/feedback/rules/score-measures";
import { comparisons } from "@/lib/filters/rules/spans";
import { blank, inOrder, type PageFilter, pageFilters } from "@/lib/filters/schema";
import { presets } from "@/lib/period/period";
import { mixDimensions } from "../rules/mix-groups";

/** Beside the usual periods the first slice can stand for the time before the second one. */
export const periodsOfFirst = [...comparisons, ...presets] as const;
export type PeriodOfFirst = (typeof periodsOfFirst)[number];

const fieldsOfFirst = {
  ...pageFilters,
  period: z.preprocess(blank, z.enum(periodsOfFirst).optional().catch(undefined)),
};

const prefixed = <Prefix extends string, Fields extends Record<string, z.ZodType>>(
  prefix: Prefix,
  fields: Fields,
) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [`${prefix}.${name}`, field])) as {
    [Name in keyof Fields & string as `${Prefix}.${Name}`]: Fields[Name];
  };

const address = z
  .object({
    ...prefixed("a", fieldsOfFirst),
    ...prefixed("b", pageFilters),
    measure: z.preprocess(blank, z.enum(scoreMeasures).optional().catch(undefined)),
    by: z.preprocess(blank, z.enum(mixDimensions).optional().catch(undefined)),
  })
  .refine((of) => inOrder({ from: of["a.from"], to: of["a.to"] }), {
    path: ["a.to"],
    message: "toBeforeFrom",
  })
  .refine((of) => inOrder({ from: of["b.from"], to: of["b.to"] }), {
    path: ["b.to"],
    message: "toBeforeFrom",
  });

/** A slice whose period may be said by what it stands before. */
export type FirstSlice = Omit<PageFilter, "period"> & { period?: PeriodOfFirst | undefined };

/** Two slices in the address, `a.…` and `b.…`: what is different about b? */
export const compareSlicesInput = address.transform(({ measure, by, ...fields }) => ({
  a: ofSide("a", fields) as FirstSlice,
  b: ofSide("b", fields) as PageFilter,
  measure,
  by,
}));
export type CompareSlicesInput = z.output<typeof compareSlicesInput>;

/** The fields of one side without their prefix; they were read by the rules of the page filter. */
const ofSide = (side: "a" | "b", fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(`${side}.`) && value !== undefined ? [[name.slice(2), value]] : [],
    ),
  );
