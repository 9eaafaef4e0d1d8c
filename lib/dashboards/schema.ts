import { z } from "zod";
import { scoreMeasures } from "@/lib/feedback/rules/score-measures";
import { languageField } from "@/lib/fields/text";
import { comparisons } from "@/lib/filters/rules/spans";
import { blank, flag, inOrder, many, outOfOrder, pageFilters } from "@/lib/filters/schema";
import { grains } from "@/lib/period/grain";
import { breakdownSorts, breakdowns } from "./rules/breakdowns";

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
