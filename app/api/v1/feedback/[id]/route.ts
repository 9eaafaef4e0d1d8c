import { recordedChange, recordedDelete } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { changeFeedback, deleteFeedback } from "@/lib/feedback/mutations/change-feedback";
import { readFeedback } from "@/lib/feedback/queries/read-feedback";
import { changeFeedbackInput, feedbackNamed, feedbackOut } from "@/lib/feedback/schema";

const path = "/feedback/{id}";

export const GET = defineRoute({
  path,
  summary: "Read a piece of feedback",
  can: "feedback:read",
  input: feedbackNamed,
  output: feedbackOut,
  run: readFeedback,
});

export const PATCH = defineRoute({
  path,
  summary: "Put a piece of feedback right",
  description: "Where it belongs and what was written can be changed, what was answered cannot.",
  can: "feedback:manage",
  input: changeFeedbackInput,
  output: feedbackOut,
  run: recordedChange("feedback", changeFeedback),
});

export const DELETE = defineRoute({
  path,
  summary: "Delete a piece of feedback",
  can: "feedback:manage",
  input: feedbackNamed,
  statuses: [204],
  run: recordedDelete("feedback", deleteFeedback),
});
