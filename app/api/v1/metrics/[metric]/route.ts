import { measureMetric } from "@/lib/dashboards/queries/measure-metric";
import { meaningsInWords } from "@/lib/dashboards/rules/meaning";
import { metricAnswer } from "@/lib/dashboards/schema/metric-answers";
import { measureMetricInput } from "@/lib/dashboards/schema/metric-inputs";
import { defineRoute } from "@/lib/doors/define-route";

export const GET = defineRoute({
  can: "metrics:read",
  path: "/metrics/{metric}",
  summary: "One figure of a slice, with its interval, its counts and its groups",
  description: `A parameter without meaning for a metric is refused with 422, not ignored. What has a meaning:\n\n${meaningsInWords}`,
  input: measureMetricInput,
  output: metricAnswer,
  // Counted from the facts, however many there are.
  timeoutMs: 60_000,
  run: measureMetric,
});
