import { z } from "zod";
import { dimensions, metrics, occasions, scales } from "@/lib/feedback/rules/codes";
import { isAttributeKey } from "@/lib/fields/attributes";
import { listOperators, measuresOf, type Subject } from "../rules/vocabulary";
import { fits, keys, op, value, window } from "./compared";

const customer = z
  .strictObject({
    about: z.literal("customer"),
    measure: z.enum(measuresOf("customer")),
    op,
    value,
  })
  .superRefine(fits)
  .meta({ id: "SegmentConditionOnCustomer", description: "What the customer record says." });

const attribute = z
  .strictObject({
    about: z.literal("attribute"),
    key: z.string().refine(isAttributeKey, "attributeKey"),
    op,
    value,
  })
  .superRefine(fits)
  .meta({
    id: "SegmentConditionOnAttribute",
    description:
      "A free attribute. Whoever lacks it fulfils `unknown` and nothing else, `isNot` and `noneOf` neither; a group `none` turns that round. Texts that are written as numbers compare as numbers.",
  });

const orders = z
  .strictObject({
    about: z.literal("orders"),
    measure: z.enum(measuresOf("orders")),
    productGroup: keys.optional(),
    ...window,
    op,
    value,
  })
  .superRefine(fits)
  .refine(({ measure, productGroup }) => measure !== "margin" || !productGroup, {
    path: ["productGroup"],
    message: "ruleMarginOfGroup",
  })
  .meta({
    id: "SegmentConditionOnOrders",
    description:
      "Completed orders. With `productGroup` those with a line of one of the groups, their total that of these lines. Who never ordered has the count and the total 0.",
  });

const contracts = z
  .strictObject({
    about: z.literal("contracts"),
    measure: z.enum(measuresOf("contracts")),
    which: z
      .enum(["active", "ended", "all"])
      .optional()
      .meta({ description: "In force today (`active`, unless said otherwise), ended, or both." }),
    plan: keys.optional(),
    op,
    value,
  })
  .superRefine(fits)
  .meta({
    id: "SegmentConditionOnContracts",
    description:
      "`startedOn` is the first start; `endsOn` the next end, of `ended` and `all` the last one; `noticeOn` the last notice that was not taken back.",
  });

const contacts = z
  .strictObject({
    about: z.literal("contacts"),
    measure: z.enum(measuresOf("contacts")),
    touchpoint: keys.optional(),
    channel: keys.optional(),
    direction: z.enum(["in", "out"]).optional(),
    ...window,
    op,
    value,
  })
  .superRefine(fits)
  .meta({ id: "SegmentConditionOnContacts", description: "Single contacts, with or without feedback." });

const phase = z
  .strictObject({
    about: z.literal("phase"),
    measure: z.enum(measuresOf("phase")),
    phase: keys.optional().meta({ description: "With `enteredOn`: the phase that was entered." }),
    op,
    value,
  })
  .superRefine(fits)
  .refine(({ measure, phase: entered }) => (measure === "enteredOn") === (entered !== undefined), {
    path: ["phase"],
    message: "rulePhaseEntered",
  })
  .meta({
    id: "SegmentConditionOnPhase",
    description:
      "The phase of the last move, or the last day on which a phase was entered. A phase means its parts too.",
  });

const ofScore = new Set(["lowest", "highest", "mean", "latest"]);
const usualScale = { nps: "0-10", csat: "1-5" } as const;
type Scale = (typeof scales.names)[number];
type AnswersAsked = { metric: string; scale?: Scale | undefined };

/** The scale of the scores that are compared; scores on different scales never are. */
export const scaleAsked = ({ metric, scale }: AnswersAsked): Scale | undefined =>
  scale ?? (metric === "nps" || metric === "csat" ? usualScale[metric] : undefined);

const answers = z
  .strictObject({
    about: z.literal("answers"),
    measure: z.enum(measuresOf("answers")),
    metric: z.enum(metrics.names).exclude(["sentiment"]),
    scale: z
      .enum(scales.names)
      .optional()
      .meta({ description: "`0-10` for nps and `1-5` for csat, unless said otherwise." }),
    dimension: z
      .enum(dimensions.names)
      .optional()
      .meta({ description: "`experience` unless said otherwise." }),
    occasion: z.enum(occasions.names).optional(),
    touchpoint: keys.optional(),
    atMost: z.int().min(-2).max(10).optional().meta({ description: "Only answers with at most this score." }),
    atLeast: z
      .int()
      .min(-2)
      .max(10)
      .optional()
      .meta({ description: "Only answers with at least this score." }),
    ...window,
    op,
    value,
  })
  .superRefine(fits)
  .refine(
    (asked) =>
      scaleAsked(asked) !== undefined ||
      !(ofScore.has(asked.measure) || asked.atMost !== undefined || asked.atLeast !== undefined),
    { path: ["scale"], message: "ruleScaleNeeded" },
  )
  .meta({
    id: "SegmentConditionOnAnswers",
    description: "Answered questions, without what staff noted: how many, their scores, the last one.",
  });

const segment = z
  .strictObject({ about: z.literal("segment"), op: z.enum(listOperators), value: keys })
  .meta({ id: "SegmentConditionOnSegments", description: "Member of one, or of none, of other segments." });

export const condition = z.discriminatedUnion("about", [
  customer,
  attribute,
  orders,
  contracts,
  contacts,
  phase,
  answers,
  segment,
]);
export type Condition = z.output<typeof condition>;
export type ConditionOn<S extends Subject> = Extract<Condition, { about: S }>;
