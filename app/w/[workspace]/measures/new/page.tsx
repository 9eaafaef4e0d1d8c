import { MeasureFormView } from "@/components/measures/measure-form-view";
import { definePage } from "@/lib/doors/define-page";
import { loadNewMeasure } from "@/lib/measures/queries/load-measure-form";
import { newMeasureInput } from "@/lib/measures/schema/pages";

export default definePage({
  can: "measures:write",
  input: newMeasureInput,
  load: loadNewMeasure,
  view: MeasureFormView,
});
