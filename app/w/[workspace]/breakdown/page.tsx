import { BreakdownView } from "@/components/dashboards/breakdown-view";
import { loadBreakdown } from "@/lib/dashboards/queries/load-breakdown";
import { breakdownInput } from "@/lib/dashboards/schema";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "metrics:read",
  input: breakdownInput,
  load: loadBreakdown,
  view: BreakdownView,
});
