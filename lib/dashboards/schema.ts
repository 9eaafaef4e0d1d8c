import { z } from "zod";
import { dimensions, occasions, techniques } from "@/lib/feedback/rules/codes";
import { languageField } from "@/lib/fields/text";
import { grains } from "@/lib/period/grain";
import { isLocalDay } from "@/lib/period/local-day";
import { presets } from "@/lib/period/period";
import { breakdownSorts, breakdowns } from "./rules/breakdowns";
import { scoreMeasures } from "./rules/score-measures";
import { comparisons } from "./rules/spans";

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

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

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
const blank = (value: unknown) => (value === "" ? undefined : value);
const preset = z.preprocess(blank, z.enum(presets).optional().catch(undefined));
const day = z.preprocess(blank, dayInput.optional());
const outOfOrder = { path: ["to"], message: "toBeforeFrom" };

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

/** What stands beside the filter in the address of pages that show a figure; an unknown word falls back. */
const figureChoices = {
  measure: z.preprocess(blank, z.enum(scoreMeasures).optional().catch(undefined)),
  compare: z.preprocess(blank, z.enum(comparisons).optional().catch(undefined)),
};

export const overviewInput = z
  .object({
    ...pageFilters,
    ...figureChoices,
    grain: z.preprocess(blank, z.enum(grains).optional().catch(undefined)),
  })
  .refine(inOrder, outOfOrder);
export type OverviewInput = z.output<typeof overviewInput>;

/** A figure by what answers belong to; `sort` names a column, with `-` before it the other way round. */
export const breakdownInput = z
  .object({
    ...pageFilters,
    ...figureChoices,
    by: z.preprocess(blank, z.enum(breakdowns).optional().catch(undefined)),
    sort: z.preprocess(blank, z.enum(breakdownSorts).optional().catch(undefined)),
  })
  .refine(inOrder, outOfOrder);
export type BreakdownInput = z.output<typeof breakdownInput>;

/** The rows behind a number: the page's filter, the question and the scores. */
export const feedbackListInput = z
  .object({
    ...pageFilters,
    measure: z.preprocess(blank, z.enum(scoreMeasures).optional()),
    score: many(11)
      .transform((scores) => scores?.map(Number))
      .pipe(z.array(z.int().min(-2).max(10)).optional()),
    comment: z.preprocess(blank, flag.optional()),
    q: z.preprocess(blank, z.string().trim().max(200).optional()),
    tag: many(50),
    language: z.preprocess(blank, languageField.optional()),
    noted: z.preprocess(blank, z.enum(["staff", "me"]).optional().catch(undefined)),
    anonymous: z.preprocess(blank, flag.optional()),
    after: z.preprocess(blank, z.string().max(300).optional()),
  })
  .refine(inOrder, outOfOrder);
export type FeedbackListInput = z.output<typeof feedbackListInput>;

/** One record, and the list that it was opened from. */
export const feedbackDetailInput = feedbackListInput.and(z.object({ id: z.uuid() }));
export type FeedbackDetailInput = z.output<typeof feedbackDetailInput>;
