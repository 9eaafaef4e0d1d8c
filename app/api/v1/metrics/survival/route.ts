import { showSurvival } from "@/lib/dashboards/queries/show-curves";
import { survivalAnswer } from "@/lib/dashboards/schema/metric-answers";
import { survivalInput } from "@/lib/dashboards/schema/metric-inputs";
import { defineRoute } from "@/lib/doors/define-route";

export const GET = defineRoute({
  can: "metrics:read",
  path: "/metrics/survival",
  summary: "How long customers stay, as a curve with its intervals, by plan if asked for",
  input: survivalInput,
  output: survivalAnswer,
  // Counted from the facts, however many there are.
  timeoutMs: 60_000,
  run: showSurvival,
});
