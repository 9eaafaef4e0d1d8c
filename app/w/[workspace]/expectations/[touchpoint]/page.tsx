import { GapCellView } from "@/components/expectations/gap-cell-view";
import { definePage } from "@/lib/doors/define-page";
import { loadGapCell } from "@/lib/expectations/queries/load-gap-cell";
import { gapCellInput } from "@/lib/expectations/schema";

export default definePage({
  can: "metrics:read",
  input: gapCellInput,
  load: loadGapCell,
  view: GapCellView,
});
