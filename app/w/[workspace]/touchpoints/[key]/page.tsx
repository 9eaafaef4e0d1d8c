import { TouchpointView } from "@/components/inventory/touchpoint-view";
import { definePage } from "@/lib/doors/define-page";
import { loadTouchpoint } from "@/lib/inventory/queries/load-touchpoint";
import { touchpointPageInput } from "@/lib/inventory/schema";

export default definePage({
  can: "touchpoints:read",
  input: touchpointPageInput,
  load: loadTouchpoint,
  view: TouchpointView,
});
