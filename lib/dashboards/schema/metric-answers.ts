import { z } from "zod";

const interval = z
  .strictObject({ low: z.number(), high: z.number(), level: z.number() })
  .nullable()
  .meta({ description: "The 95 % interval; null where there is none." });

const parameters = z
  .record(
    z.string(),
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(z.string()).readonly(),
      z.array(z.number()).readonly(),
    ]),
  )
  .meta({ description: "The choices that the value depends on." });

const definition = z.strictObject({ text: z.string(), parameters });
const direction = z.enum(["higher", "lower"]).meta({ description: "Which way is better." });
const value = z.number().nullable().meta({
  description: "Unrounded, in the units of the metric; null when there is nothing to compute from.",
});
const n = z.int().min(0);

const counts = z
  .union([
    z.strictObject({ numerator: z.int(), denominator: z.int() }),
    z.record(z.string(), z.int()).meta({ description: "Score → number of answers." }),
  ])
  .meta({ description: "What the value was computed from." });

const suppressed = z.literal(true).optional().meta({ description: "Too few answers to show: n only." });

export const metricGroup = z.strictObject({
  key: z.string().nullable().meta({ description: "Null: none of the named ones." }),
  value,
  n,
  interval,
  suppressed,
});
export type MetricGroup = z.output<typeof metricGroup>;

const besides = z.strictObject({
  metric: z.string(),
  definition,
  direction,
  value,
  n,
  interval,
  counts,
  suppressed,
});

const flow = z
  .strictObject({
    start: n,
    lost: n,
    involuntary: n,
    new: n,
    earlyLost: n,
    back: n,
    end: n,
  })
  .meta({ description: "end = start − lost + new − earlyLost + back" });

/** The answer of `GET /metrics/{metric}`. */
export const metricAnswer = z.strictObject({
  metric: z.string(),
  definition,
  direction,
  value,
  n,
  interval,
  counts,
  suppressed,
  groups: z.array(metricGroup).optional(),
  also: z.array(besides).optional().meta({ description: "Figures that are shown beside this one." }),
  flow: flow.optional(),
});
export type MetricAnswer = z.output<typeof metricAnswer>;

const side = z.strictObject({ value, n, interval, counts, suppressed, parameters });

/** The answer of `GET /metrics/compare`: b − a. */
export const compareAnswer = z.strictObject({
  metric: z.string(),
  definition,
  direction,
  a: side,
  b: side,
  difference: value.meta({ description: "b − a" }),
  interval,
  p: z.number().nullable(),
  method: z.string().nullable(),
  verdict: z.enum(["up", "down", "usualRange", "notYetCertain", "tooFew", "notComparable"]),
});
export type CompareAnswer = z.output<typeof compareAnswer>;

/** The answer of `GET /metrics/cohorts`. */
export const cohortsAnswer = z.strictObject({
  definition,
  cohorts: z.array(
    z.strictObject({
      cohort: z.string().meta({ examples: ["2026-01"] }),
      size: n,
      active: z.array(n).meta({ description: "Customers with a counting order in month 0, 1, … after it." }),
    }),
  ),
});
export type CohortsAnswer = z.output<typeof cohortsAnswer>;

/** The answer of `GET /metrics/survival`; t in whole calendar months. */
export const survivalAnswer = z.strictObject({
  definition,
  groups: z.array(
    z.strictObject({
      key: z.string().nullable(),
      n,
      events: n,
      steps: z.array(
        z.strictObject({
          t: n,
          atRisk: n,
          events: n,
          survival: z.number(),
          low: z.number().nullable(),
          high: z.number().nullable(),
        }),
      ),
      median: z.int().nullable().meta({ description: "First t with a survival of one half or less." }),
      lastTime: z.int().nullable().meta({ description: "Up to here the curve is known." }),
    }),
  ),
  logRank: z
    .strictObject({
      chiSquare: z.number(),
      df: z.int(),
      p: z.number(),
      groups: z.array(z.strictObject({ key: z.string().nullable(), observed: n, expected: z.number() })),
    })
    .optional()
    .meta({ description: "Whether survival differs between the groups." }),
});
export type SurvivalAnswer = z.output<typeof survivalAnswer>;
