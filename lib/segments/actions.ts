"use server";

import { defineAction } from "@/lib/doors/define-action";
import { editSegment, restoreSegment, retireSegment, undoSegment } from "./mutations/edit-segment";
import { editSegmentInput, restoreSegmentInput, retireSegmentInput, undoSegmentInput } from "./schema/edit";

export const editSegmentAction = defineAction({
  can: "segments:write",
  input: editSegmentInput,
  run: editSegment,
});
export const undoSegmentAction = defineAction({
  can: "segments:write",
  input: undoSegmentInput,
  run: undoSegment,
});
export const retireSegmentAction = defineAction({
  can: "segments:write",
  input: retireSegmentInput,
  run: retireSegment,
});
export const restoreSegmentAction = defineAction({
  can: "segments:write",
  input: restoreSegmentInput,
  run: restoreSegment,
});
