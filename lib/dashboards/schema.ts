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

/** The one filter of the interface; an empty value means "not filtered". */
const blank = (value: unknown) => (value === "" ? undefined : value);
export const overviewInput = z
  .object({
    period: z.preprocess(blank, z.enum(presets).optional().catch(undefined)),
    from: z.preprocess(blank, dayInput.optional()),
    to: z.preprocess(blank, dayInput.optional()),
    touchpoint: many(),
    channel: many(),
    measure: z.preprocess(
      blank,
      z.enum(["relationship-nps", "contact-nps", "csat"]).optional().catch(undefined),
    ),
  })
  .refine(inOrder, { path: ["to"], message: "toBeforeFrom" });
export type OverviewInput = z.output<typeof overviewInput>;

/** The rows behind a number: the overview's filter, the question and the scores. */
export const feedbackListInput = z
  .object({
    period: z.preprocess(blank, z.enum(presets).optional().catch(undefined)),
    from: z.preprocess(blank, dayInput.optional()),
    to: z.preprocess(blank, dayInput.optional()),
    touchpoint: many(),
    channel: many(),
    measure: z.preprocess(blank, z.enum(["relationship-nps", "contact-nps", "csat"]).optional()),
    score: many(11)
      .transform((scores) => scores?.map(Number))
      .pipe(z.array(z.int().min(-2).max(10)).optional()),
    after: z.preprocess(blank, z.string().max(300).optional()),
  })
  .refine(inOrder, { path: ["to"], message: "toBeforeFrom" });
export type FeedbackListInput = z.output<typeof feedbackListInput>;
