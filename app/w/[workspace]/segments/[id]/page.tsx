import { SegmentView } from "@/components/segments/segment-view";
import { definePage } from "@/lib/doors/define-page";
import { loadSegmentPage } from "@/lib/needs/queries/load-segment-page";
import { showSegmentInput } from "@/lib/segments/schema/edit";

export default definePage({
  can: "customers:read",
  input: showSegmentInput,
  load: loadSegmentPage,
  view: SegmentView,
});
