"use server";

import { defineAction } from "@/lib/doors/define-action";
import { logFeedback, undoLog } from "./mutations/log-feedback";
import { logFeedbackInput, undoLogInput } from "./schema/log-feedback";

/** The form goes on with the next customer by itself; drawing the page anew would only cost time. */
export const logFeedbackAction = defineAction({
  can: "feedback:write",
  input: logFeedbackInput,
  run: logFeedback,
  afterwards: () => ({}),
});
export const undoLogAction = defineAction({
  can: "feedback:write",
  input: undoLogInput,
  run: undoLog,
  afterwards: () => ({}),
});
