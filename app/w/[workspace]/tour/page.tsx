import { TourView } from "@/components/demo/tour-view";
import { loadTour } from "@/lib/demo/queries";
import { noDemoInput } from "@/lib/demo/schema";
import { definePage } from "@/lib/doors/define-page";

export default definePage({ can: "metrics:read", input: noDemoInput, load: loadTour, view: TourView });
