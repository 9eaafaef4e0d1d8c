import { PhasePageView } from "@/components/phasebook/phase-page-view";
import { definePage } from "@/lib/doors/define-page";
import { loadPhasePage } from "@/lib/phasebook/queries/load-phase-page";
import { phasePageInput } from "@/lib/phasebook/schema/pages";

export default definePage({
  can: "metrics:read",
  input: phasePageInput,
  load: loadPhasePage,
  view: PhasePageView,
});
