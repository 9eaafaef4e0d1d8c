import { z } from "zod";
import { dayField } from "@/lib/fields/days";
import { inOrder, many, scoreFilters } from "@/lib/filters/schema";
import { grains } from "@/lib/period/grain";

export const scoreMetrics = ["nps", "csat", "ces", "rating"] as const;
export const customerMetrics = [
  "churn",
  "retention",
  "repurchase",
  "revenue",
  "conversion",
  "close-rate",
] as const;
export type ScoreMetricName = (typeof scoreMetrics)[number];
export type CustomerMetricName = (typeof customerMetrics)[number];
const metricName = z.enum([...scoreMetrics, ...customerMetrics]);

const days = (least: number, most: number) => z.coerce.number().int().min(least).max(most).optional();

/**
 * Every parameter of every metric, as it stands in an address. Which of them a metric understands is a rule of its own
 * (`rules/meaning.ts`): a parameter without meaning is refused with a sentence and not ignored, so unknown names are let
 * through to there.
 */
const metricParameters = {
  ...scoreFilters,
  from: dayField.optional().meta({ description: "First day, in the workspace's time zone." }),
  to: dayField.optional().meta({ description: "The day after the last one." }),
  segment: many().meta({ description: "Keys of segments: their members now." }),
  plan: many().meta({ description: "Customers by the plan they had at `from`." }),
  view: z.enum(["all", "latest"]).optional().meta({
    description:
      "`latest`: the latest answer of each customer. Default with `occasion=relationship`, else `all`.",
  }),
  rule: z.enum(["contract", "inactivity"]).optional().meta({
    description: "When a customer is active. Default: by contract where there are contracts.",
  }),
  inactivityDays: days(1, 3_650).meta({
    description: "Active up to this many days after the last counting order; 90 unless said otherwise.",
  }),
  ownMedianTimes: z.coerce.number().positive().max(100).optional().meta({
    description:
      "Instead: so many times the customer's own median interval between purchase days, from three intervals on.",
  }),
  involuntary: z.enum(["included", "leftOut"]).optional().meta({
    description: "Whether losses that the company caused count as churn. Default: included.",
  }),
  windowDays: days(1, 3_650).meta({
    description: "How long after entering the phase a conversion counts; 30 unless said otherwise.",
  }),
};
export type MetricParameter = keyof typeof metricParameters;
export const metricParameterNames = Object.keys(metricParameters) as MetricParameter[];

export const metricGroupings = [
  ...grains,
  "touchpoint",
  "segment",
  "phase",
  "channel",
  "department",
  "product-group",
  "plan",
  "reason",
] as const;
export type MetricGrouping = (typeof metricGroupings)[number];

const groupBy = z
  .string()
  .max(60)
  .optional()
  .meta({ enum: [...metricGroupings] });

const notInOrder = { path: ["to"], message: "toBeforeFrom" };

export const measureMetricInput = z
  .looseObject({ metric: metricName, ...metricParameters, groupBy })
  .refine(inOrder, notInOrder);
export type MeasureMetricInput = z.output<typeof measureMetricInput>;

/** What a metric is read with, whichever it is. */
const metricRequest = z.object({ ...metricParameters, groupBy });
export type MetricRequest = Partial<z.output<typeof metricRequest>>;

const { from, to, segment, plan, rule, inactivityDays } = metricParameters;

/** What has no meaning here is let through and refused by name, as everywhere. */
export const cohortsInput = z
  .looseObject({ from, to, segment, "product-group": metricParameters["product-group"] })
  .refine(inOrder, notInOrder);
export type CohortsInput = z.output<typeof cohortsInput>;

export const survivalInput = z
  .looseObject({
    from: from.meta({ description: "Customers who began on this day or later." }),
    to: to.meta({ description: "The as-of day; default today." }),
    segment,
    plan: plan.meta({ description: "Customers by the plan they began with." }),
    rule,
    inactivityDays,
    groupBy: groupBy.meta({ enum: ["plan", "segment"] }),
  })
  .refine(inOrder, notInOrder);
export type SurvivalInput = z.output<typeof survivalInput>;

const prefixed = <Prefix extends string>(prefix: Prefix) =>
  Object.fromEntries(
    Object.entries(metricParameters).map(([name, field]) => [`${prefix}.${name}`, field]),
  ) as { [Name in MetricParameter as `${Prefix}.${Name}`]: (typeof metricParameters)[Name] };

/** Two slices of one metric: `a.…` and `b.…`; what stands without a prefix holds for both. */
export const compareInput = z
  .looseObject({ metric: metricName, ...metricParameters, ...prefixed("a"), ...prefixed("b") })
  .refine(inOrder, notInOrder)
  .refine(({ from, to, ...of }) => inOrder({ from: of["a.from"] ?? from, to: of["a.to"] ?? to }), {
    path: ["a.to"],
    message: "toBeforeFrom",
  })
  .refine(({ from, to, ...of }) => inOrder({ from: of["b.from"] ?? from, to: of["b.to"] ?? to }), {
    path: ["b.to"],
    message: "toBeforeFrom",
  });
export type CompareInput = z.output<typeof compareInput>;
