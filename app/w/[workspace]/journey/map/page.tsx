import { MapView } from "@/components/journeys/map-view";
import { definePage } from "@/lib/doors/define-page";
import { loadJourneyMap } from "@/lib/journeys/queries/load-journey-map";
import { journeyMapInput } from "@/lib/journeys/schema/map";

export default definePage({
  can: "metrics:read",
  input: journeyMapInput,
  load: loadJourneyMap,
  view: MapView,
});
