import { MomentsView } from "@/components/inventory/moments-view";
import { definePage } from "@/lib/doors/define-page";
import { loadMoments } from "@/lib/inventory/queries/load-moments";
import { momentsInput } from "@/lib/inventory/schema";

export default definePage({
  can: "metrics:read",
  input: momentsInput,
  load: loadMoments,
  view: MomentsView,
});
