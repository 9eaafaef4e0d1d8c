import { MarkerListView } from "@/components/markers/marker-list-view";
import { definePage } from "@/lib/doors/define-page";
import { listMarkerRows } from "@/lib/markers/queries/list-rows";
import { markerRowsInput } from "@/lib/markers/schema/admin";

export default definePage({
  can: "markers:write",
  input: markerRowsInput,
  load: listMarkerRows,
  view: MarkerListView,
});
