import { GapsView } from "@/components/expectations/gaps-view";
import { definePage } from "@/lib/doors/define-page";
import { loadGapsPage } from "@/lib/expectations/queries/load-gaps-page";
import { gapsPageInput } from "@/lib/expectations/schema";

export default definePage({
  can: "metrics:read",
  input: gapsPageInput,
  load: loadGapsPage,
  view: GapsView,
});
