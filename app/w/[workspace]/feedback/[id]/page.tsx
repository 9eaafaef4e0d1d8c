import { FeedbackDetailView } from "@/components/feedback/feedback-detail-view";
import { loadFeedbackDetail } from "@/lib/dashboards/queries/load-feedback-detail";
import { feedbackDetailInput } from "@/lib/dashboards/schema";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "feedback:read",
  input: feedbackDetailInput,
  load: loadFeedbackDetail,
  view: FeedbackDetailView,
});
