import { FeedbackListView } from "@/components/feedback/feedback-list-view";
import { loadFeedbackList } from "@/lib/dashboards/queries/load-feedback-list";
import { feedbackListInput } from "@/lib/dashboards/schema";
import { definePage } from "@/lib/doors/define-page";

export default definePage({
  can: "feedback:read",
  input: feedbackListInput,
  load: loadFeedbackList,
  view: FeedbackListView,
});
