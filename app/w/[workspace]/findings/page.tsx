import { FindingsView } from "@/components/findings/findings-view";
import { definePage } from "@/lib/doors/define-page";
import { listFindings } from "@/lib/findings/queries/list-findings";
import { findingsInput } from "@/lib/findings/schema";

export default definePage({
  can: "metrics:read",
  input: findingsInput,
  load: listFindings,
  view: FindingsView,
});
