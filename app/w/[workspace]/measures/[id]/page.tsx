import { MeasureView } from "@/components/measures/measure-view";
import { definePage } from "@/lib/doors/define-page";
import { loadMeasure } from "@/lib/measures/queries/load-measure";
import { measurePageInput } from "@/lib/measures/schema/pages";

export default definePage({
  can: "metrics:read",
  input: measurePageInput,
  load: loadMeasure,
  view: MeasureView,
});
