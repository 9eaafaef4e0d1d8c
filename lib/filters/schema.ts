import { z } from "zod";
import { dimensions, occasions, techniques } from "@/lib/feedback/rules/codes";
import { isLocalDay } from "@/lib/period/local-day";
import { presets } from "@/lib/period/period";

/** What a repeatable parameter of an address looks like: absent, one, or several. */
export const many = (max = 500) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat().filter((one) => one !== ""))
    .pipe(
      z
        .array(
          z
            .string()
            .max(200)
            .refine((name) => !name.includes("\0")),
        )
        .max(max),
    )
    .optional()
    .transform((values) => (values && values.length > 0 ? [...new Set(values)] : undefined));

const dayInput = z.string().refine(isLocalDay, "notADay");

export const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/** `to` is exclusive and after `from`, where both are given. */
export const inOrder = (input: { from?: string | undefined; to?: string | undefined }): boolean =>
  !input.from || !input.to || input.from < input.to;

/** The filters that every reading of scores understands, beside its period. */
export const scoreFilters = {
  touchpoint: many(),
  channel: many(),
  phase: many(),
  department: many(),
  "product-group": many(),
  occasion: z.enum(occasions.names).optional(),
  technique: many().pipe(z.array(z.enum(techniques.names)).optional()),
  dimension: z.enum(dimensions.names).optional(),
  hasComment: flag.optional(),
};

/** An empty value means "not filtered". */
export const blank = (value: unknown) => (value === "" ? undefined : value);
const preset = z.preprocess(blank, z.enum(presets).optional().catch(undefined));
const day = z.preprocess(blank, dayInput.optional());
export const outOfOrder = { path: ["to"], message: "toBeforeFrom" };

/** The one filter of the interface, the same in the address of every page. */
export const pageFilters = {
  period: preset,
  from: day,
  to: day,
  segment: many(),
  phase: many(),
  touchpoint: many(),
  channel: many(),
  department: many(),
  "product-group": many(),
  technique: scoreFilters.technique,
};
const pageFilter = z.object(pageFilters);
export type PageFilter = Partial<z.output<typeof pageFilter>>;
export const filterNames = Object.keys(pageFilters) as (keyof PageFilter)[];
