import { TouchpointListView } from "@/components/touchpoints/touchpoint-list-view";
import { definePage } from "@/lib/doors/define-page";
import { listTouchpointRows } from "@/lib/touchpoints/queries/list-rows";
import { touchpointRowsInput } from "@/lib/touchpoints/schema/admin";

export default definePage({
  can: "touchpoints:write",
  input: touchpointRowsInput,
  load: listTouchpointRows,
  view: TouchpointListView,
});
