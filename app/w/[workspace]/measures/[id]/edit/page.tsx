import { MeasureFormView } from "@/components/measures/measure-form-view";
import { definePage } from "@/lib/doors/define-page";
import { loadMeasureToEdit } from "@/lib/measures/queries/load-measure-form";
import { editMeasurePageInput } from "@/lib/measures/schema/pages";

export default definePage({
  can: "measures:write",
  input: editMeasurePageInput,
  load: loadMeasureToEdit,
  view: MeasureFormView,
});
