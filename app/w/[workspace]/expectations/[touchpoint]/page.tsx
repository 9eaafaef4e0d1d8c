import { GapCellView } from "@/components/expectations/gap-cell-view";
import { definePage } from "@/lib/doors/define-page";
import { gapCellInput } from "@/lib/expectations/schema";
import { loadGapCellPage } from "@/lib/splits/queries/load-cell-page";

export default definePage({
  can: "metrics:read",
  input: gapCellInput,
  load: loadGapCellPage,
  view: GapCellView,
});
