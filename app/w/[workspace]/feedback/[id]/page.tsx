import { z } from "zod";
import { FeedbackDetailView } from "@/components/feedback/feedback-detail-view";
import { definePage } from "@/lib/doors/define-page";
import { getFeedback } from "@/lib/feedback/queries/get-feedback";

export default definePage({
  can: "feedback:read",
  input: z.object({ id: z.uuid() }),
  load: getFeedback,
  view: FeedbackDetailView,
});
