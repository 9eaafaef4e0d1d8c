import { recordedPost } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { inBatches } from "@/lib/doors/in-batches";
import { statusOfSaved } from "@/lib/doors/post-items";
import { postFeedback, postFeedbackTogether } from "@/lib/feedback/mutations/post-feedback";
import { listFeedback } from "@/lib/feedback/queries/read-feedback";
import { feedbackPage, listFeedbackInput, postFeedbackInput, savedFeedback } from "@/lib/feedback/schema";

const recorded = inBatches(postFeedbackTogether);

export const GET = defineRoute({
  path: "/feedback",
  summary: "List feedback",
  description:
    "A selection of fewer than five records leaves the anonymous ones among them out, because they would show somebody.",
  can: "feedback:read",
  input: listFeedbackInput,
  output: feedbackPage,
  run: listFeedback,
});

export const POST = defineRoute({
  path: "/feedback",
  summary: "Record one or many pieces of feedback",
  description:
    "Each is recorded once by its `submissionKey`: the same again is a `duplicate`, other content under a used key a conflict.",
  can: "feedback:write",
  input: postFeedbackInput,
  output: savedFeedback,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("feedback", postFeedback),
  together: (admission, input) => ("items" in input ? null : recorded(admission, input)),
});
