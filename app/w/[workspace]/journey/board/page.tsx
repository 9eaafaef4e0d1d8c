import { BoardView } from "@/components/phasebook/board-view";
import { definePage } from "@/lib/doors/define-page";
import { loadBoard } from "@/lib/phasebook/queries/load-board";
import { boardInput } from "@/lib/phasebook/schema/pages";

export default definePage({ can: "customers:read", input: boardInput, load: loadBoard, view: BoardView });
