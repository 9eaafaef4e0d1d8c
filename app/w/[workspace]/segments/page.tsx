import { SegmentsView } from "@/components/segments/segments-view";
import { definePage } from "@/lib/doors/define-page";
import { loadSegments } from "@/lib/segments/queries/load-segments";
import { noSegmentInput } from "@/lib/segments/schema/edit";

export default definePage({
  can: "metrics:read",
  input: noSegmentInput,
  load: loadSegments,
  view: SegmentsView,
});
