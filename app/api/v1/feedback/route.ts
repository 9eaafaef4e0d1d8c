import { defineRoute } from "@/lib/doors/define-route";
import { postFeedback } from "@/lib/feedback/mutations/post-feedback";
import { postFeedbackInput } from "@/lib/feedback/schema";

export const POST = defineRoute({
  can: "feedback:write",
  input: postFeedbackInput,
  run: postFeedback,
  status: (answer) => ("status" in answer && answer.status === "created" ? 201 : 200),
});
