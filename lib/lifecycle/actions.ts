"use server";

import { defineAction } from "@/lib/doors/define-action";
import { moveEverybody, undoMoveEverybody } from "./mutations/move-everybody";
import { moveToPhase, removePhaseMove } from "./mutations/move-to-phase";
import { moveEverybodyInput, moveToPhaseInput, phaseMoveNamed, undoMoveEverybodyInput } from "./schema";

const can = "customers:write";

export const moveToPhaseAction = defineAction({ can, input: moveToPhaseInput, run: moveToPhase });
export const removePhaseMoveAction = defineAction({ can, input: phaseMoveNamed, run: removePhaseMove });

/** As much as an admin's lists: it empties a phase, so that it can be retired. */
const canAll = "catalogue:manage";

export const moveEverybodyAction = defineAction({
  can: canAll,
  input: moveEverybodyInput,
  run: moveEverybody,
});
export const undoMoveEverybodyAction = defineAction({
  can: canAll,
  input: undoMoveEverybodyInput,
  run: undoMoveEverybody,
});
