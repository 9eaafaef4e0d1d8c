import { StepsView } from "@/components/phasebook/steps-view";
import { definePage } from "@/lib/doors/define-page";
import { loadSteps } from "@/lib/phasebook/queries/load-steps";
import { funnelInput } from "@/lib/phasebook/schema/pages";

export default definePage({ can: "metrics:read", input: funnelInput, load: loadSteps, view: StepsView });
