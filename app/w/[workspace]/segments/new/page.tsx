import { SegmentEditorView } from "@/components/segments/segment-editor-view";
import { definePage } from "@/lib/doors/define-page";
import { loadEditor } from "@/lib/segments/queries/load-segment";
import { noSegmentInput } from "@/lib/segments/schema/edit";

export default definePage({
  can: "segments:write",
  input: noSegmentInput,
  load: (scope) => loadEditor(scope, {}),
  view: SegmentEditorView,
});
