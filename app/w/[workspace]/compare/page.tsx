import { CompareView } from "@/components/dashboards/compare-view";
import { loadCompare } from "@/lib/dashboards/queries/load-compare";
import { compareSlicesInput } from "@/lib/dashboards/schema/compare-slices";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "metrics:read",
  input: compareSlicesInput,
  load: loadCompare,
  view: CompareView,
});
