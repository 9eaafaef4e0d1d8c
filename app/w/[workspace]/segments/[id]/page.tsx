import { SegmentView } from "@/components/segments/segment-view";
import { definePage } from "@/lib/doors/define-page";
import { loadSegment } from "@/lib/segments/queries/load-segment";
import { showSegmentInput } from "@/lib/segments/schema/edit";

export default definePage({
  can: "customers:read",
  input: showSegmentInput,
  load: loadSegment,
  view: SegmentView,
});
