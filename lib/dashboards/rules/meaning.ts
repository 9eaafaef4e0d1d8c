import { AppError } from "@/lib/errors/app-error";
import { grains } from "@/lib/period/grain";
import {
  type CustomerMetricName,
  type MetricGrouping,
  type MetricParameter,
  metricParameterNames,
  type ScoreMetricName,
} from "../schema/metric-inputs";

/** What can be asked with parameters: metrics, and the two curves. */
export type Question = ScoreMetricName | CustomerMetricName | "cohorts" | "survival";

type Meaning = { parameters: readonly MetricParameter[]; groupings: readonly MetricGrouping[] };

const period = ["from", "to"] as const;
const traits = ["segment", "phase", "product-group", "plan"] as const;
const rule = ["rule", "inactivityDays", "ownMedianTimes"] as const;

const score: Meaning = {
  parameters: [
    ...period,
    "segment",
    "phase",
    "touchpoint",
    "channel",
    "department",
    "product-group",
    "view",
    "occasion",
    "technique",
    "dimension",
    "hasComment",
  ],
  groupings: [...grains, "touchpoint", "segment", "phase", "channel", "department", "product-group"],
};

/** Which filters and groupings mean something for which figure (METRICS.md, "What a filter means"). */
const meanings: Record<Question, Meaning> = {
  nps: score,
  csat: score,
  ces: score,
  rating: score,
  churn: {
    parameters: [...period, ...traits, ...rule, "involuntary"],
    groupings: [...grains, ...traits, "reason"],
  },
  retention: { parameters: [...period, ...traits, ...rule], groupings: [...grains, ...traits] },
  revenue: { parameters: [...period, ...traits], groupings: [...grains, ...traits] },
  repurchase: { parameters: [...period, ...traits], groupings: [...grains, ...traits] },
  conversion: {
    parameters: [...period, "segment", "phase", "windowDays"],
    groupings: [...grains, "segment", "phase"],
  },
  "close-rate": { parameters: [...period, "segment", "windowDays"], groupings: [...grains, "segment"] },
  cohorts: { parameters: [...period, "segment", "product-group"], groupings: [] },
  survival: {
    parameters: [...period, "segment", "plan", "rule", "inactivityDays"],
    groupings: ["segment", "plan"],
  },
};

/** Which parameters and groupings each metric understands, a line each, for readers of the API. */
export const meaningsInWords: string = Object.entries(meanings)
  .filter(([name]) => name !== "cohorts" && name !== "survival")
  .map(
    ([metric, { parameters, groupings }]) =>
      `- \`${metric}\`: ${parameters.join(", ")}${groupings.length > 0 ? `; grouped by ${groupings.join(", ")}` : ""}`,
  )
  .join("\n");

/**
 * Refuses a parameter or a grouping that has no meaning for a figure: whoever names it expects that it counts.
 * @param asGiven what a parameter was called in the address
 * @throws AppError `invalid`
 */
export function requireMeaning(
  metric: Question,
  given: Readonly<Record<string, unknown>>,
  asGiven: (name: string) => string = (name) => name,
): void {
  const { parameters, groupings } = meanings[metric];
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || name === "metric") continue;
    if (name === "groupBy") {
      if (!groupings.some((one) => one === value))
        throw refuse(asGiven("groupBy"), groupings.length === 0 ? "noGroupings" : "groupingWithoutMeaning", {
          metric,
          name: String(value),
          names: groupings,
        });
    } else if (!parameters.some((one) => one === name)) {
      const isKnown = metricParameterNames.some((one) => one === name);
      throw refuse(asGiven(name), isKnown ? "filterWithoutMeaning" : "unknownParameter", {
        metric,
        name: name.slice(0, 60),
        names: parameters,
      });
    }
  }
}

type Refusal = { metric: Question; name: string; names: readonly string[] };

const refuse = (field: string, reason: string, { metric, name, names }: Refusal): AppError =>
  new AppError("invalid", reason, {
    fields: { [field]: reason },
    values: { metric, name, names: names.join(", ") },
  });
