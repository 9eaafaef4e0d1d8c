"use server";

import { recordsChosen } from "@/lib/dashboards/queries/load-feedback-list";
import { defineAction } from "@/lib/doors/define-action";
import { logWithNeed, undoLogWithNeed } from "@/lib/needs/mutations/log-with-need";
import { logWithNeedInput } from "@/lib/needs/schema";
import { moveRecords, tagRecords, undoChange } from "./mutations/change-many";
import { createTag, deleteTag, mergeTags, renameTag } from "./mutations/manage-tags";
import {
  createTagInput,
  deleteTagInput,
  mergeTagsInput,
  moveAllInput,
  moveFeedbackInput,
  renameTagInput,
  tagAllInput,
  tagFeedbackInput,
  undoChangeInput,
} from "./schema/change-many";
import { undoLogInput } from "./schema/log-feedback";

/** Thousands of records take longer than one. */
const manyMs = 60_000;

/** The form goes on with the next customer by itself; drawing the page anew would only cost time. */
export const logFeedbackAction = defineAction({
  can: "feedback:write",
  input: logWithNeedInput,
  run: logWithNeed,
  afterwards: () => ({}),
});
export const undoLogAction = defineAction({
  can: "feedback:write",
  input: undoLogInput,
  run: undoLogWithNeed,
  afterwards: () => ({}),
});

export const tagFeedbackAction = defineAction({
  can: "feedback:write",
  input: tagFeedbackInput,
  run: async (scope, { ids, ...input }) =>
    tagRecords(scope, { ...input, which: await recordsChosen(scope, { ids }) }),
});
export const tagAllFeedbackAction = defineAction({
  can: "feedback:manage",
  input: tagAllInput,
  timeoutMs: manyMs,
  run: async (scope, { filter, ...input }) =>
    tagRecords(scope, { ...input, which: await recordsChosen(scope, { filter }) }),
});
export const moveFeedbackAction = defineAction({
  can: "feedback:manage",
  input: moveFeedbackInput,
  run: async (scope, { ids, touchpoint }) =>
    moveRecords(scope, { touchpoint, which: await recordsChosen(scope, { ids }) }),
});
export const moveAllFeedbackAction = defineAction({
  can: "feedback:manage",
  input: moveAllInput,
  timeoutMs: manyMs,
  run: async (scope, { filter, touchpoint }) =>
    moveRecords(scope, { touchpoint, which: await recordsChosen(scope, { filter }) }),
});
/** One's own change only, which is why whoever may change may take back. */
export const undoFeedbackChangeAction = defineAction({
  can: "feedback:write",
  input: undoChangeInput,
  timeoutMs: manyMs,
  run: undoChange,
});
export const createTagAction = defineAction({ can: "feedback:write", input: createTagInput, run: createTag });
export const renameTagAction = defineAction({
  can: "feedback:manage",
  input: renameTagInput,
  run: renameTag,
});
export const mergeTagsAction = defineAction({
  can: "feedback:manage",
  input: mergeTagsInput,
  run: mergeTags,
});
export const deleteTagAction = defineAction({
  can: "feedback:manage",
  input: deleteTagInput,
  run: deleteTag,
});
