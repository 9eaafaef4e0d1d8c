import { TimeZoneView } from "@/components/workspace/time-zone-view";
import { definePage } from "@/lib/doors/define-page";
import { loadTimeZone } from "@/lib/workspaces/queries/load-time-zone";
import { timeZonePageInput } from "@/lib/workspaces/schema/time-zone";

export default definePage({
  can: "workspace:manage",
  input: timeZonePageInput,
  load: loadTimeZone,
  view: TimeZoneView,
});
