import { RetentionView } from "@/components/retention/retention-view";
import { loadRetention } from "@/lib/dashboards/queries/load-retention";
import { retentionInput } from "@/lib/dashboards/schema/customer-pages";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "metrics:read",
  input: retentionInput,
  load: loadRetention,
  view: RetentionView,
});
