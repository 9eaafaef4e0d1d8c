"use server";

import { defineAction } from "@/lib/doors/define-action";
import { keepFinding, restoreFinding, retireFinding, takeNote, takeNoteBack } from "./mutations/findings";
import { addWeakPoint, judgeWeakPoint, restoreWeakPoint, retireWeakPoint } from "./mutations/weak-points";
import {
  addWeakPointInput,
  findingNamed,
  judgeWeakPointInput,
  keepFindingInput,
  takeNoteInput,
  weakPointNamed,
} from "./schema";

const can = "measures:write";

export const keepFindingAction = defineAction({ can, input: keepFindingInput, run: keepFinding });
export const retireFindingAction = defineAction({ can, input: findingNamed, run: retireFinding });
export const restoreFindingAction = defineAction({ can, input: findingNamed, run: restoreFinding });
/** Whoever can read it can say that their department has. */
export const takeNoteAction = defineAction({ can: "profile:write", input: takeNoteInput, run: takeNote });
export const takeNoteBackAction = defineAction({
  can: "profile:write",
  input: takeNoteInput,
  run: takeNoteBack,
});
export const addWeakPointAction = defineAction({ can, input: addWeakPointInput, run: addWeakPoint });
export const judgeWeakPointAction = defineAction({ can, input: judgeWeakPointInput, run: judgeWeakPoint });
export const retireWeakPointAction = defineAction({ can, input: weakPointNamed, run: retireWeakPoint });
export const restoreWeakPointAction = defineAction({ can, input: weakPointNamed, run: restoreWeakPoint });
