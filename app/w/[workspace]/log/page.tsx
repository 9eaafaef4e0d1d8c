import { LogView } from "@/components/log/log-view";
import { definePage } from "@/lib/doors/define-page";
import { loadLogForm } from "@/lib/feedback/queries/load-log-form";
import { logFormInput } from "@/lib/feedback/schema/log-feedback";

export default definePage({
  can: "feedback:write",
  input: logFormInput,
  load: loadLogForm,
  view: LogView,
});
