import { OverviewView } from "@/components/dashboards/overview-view";
import { loadOverview } from "@/lib/dashboards/queries/load-overview";
import { overviewInput } from "@/lib/dashboards/schema";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "metrics:read",
  input: overviewInput,
  load: loadOverview,
  view: OverviewView,
});
