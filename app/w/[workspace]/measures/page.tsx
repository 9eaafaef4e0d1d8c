import { MeasuresView } from "@/components/measures/measures-view";
import { definePage } from "@/lib/doors/define-page";
import { listMeasures } from "@/lib/measures/queries/list-measures";
import { measuresInput } from "@/lib/measures/schema/pages";

export default definePage({
  can: "metrics:read",
  input: measuresInput,
  load: listMeasures,
  view: MeasuresView,
});
