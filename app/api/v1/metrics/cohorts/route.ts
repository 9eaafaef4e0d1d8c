import { showCohorts } from "@/lib/dashboards/queries/show-curves";
import { cohortsAnswer } from "@/lib/dashboards/schema/metric-answers";
import { cohortsInput } from "@/lib/dashboards/schema/metric-inputs";
import { defineRoute } from "@/lib/doors/define-route";

export const GET = defineRoute({
  can: "metrics:read",
  path: "/metrics/cohorts",
  summary: "Customers by the month of their first order, and how many of them ordered in the months after it",
  input: cohortsInput,
  output: cohortsAnswer,
  // Counted from the facts, however many there are.
  timeoutMs: 60_000,
  run: showCohorts,
});
