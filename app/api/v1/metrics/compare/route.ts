import { compareMetric } from "@/lib/dashboards/queries/compare-metric";
import { compareAnswer } from "@/lib/dashboards/schema/metric-answers";
import { compareInput } from "@/lib/dashboards/schema/metric-inputs";
import { defineRoute } from "@/lib/doors/define-route";

export const GET = defineRoute({
  can: "metrics:read",
  path: "/metrics/compare",
  summary: "Two slices of one metric, their difference and whether it is real",
  description:
    "`a.…` and `b.…` are the parameters of the two slices; what stands without a prefix holds for both.",
  input: compareInput,
  output: compareAnswer,
  // Counted from the facts, however many there are.
  timeoutMs: 60_000,
  run: compareMetric,
});
