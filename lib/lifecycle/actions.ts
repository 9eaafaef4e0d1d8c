"use server";

import { defineAction } from "@/lib/doors/define-action";
import { moveToPhase, removePhaseMove } from "./mutations/move-to-phase";
import { moveToPhaseInput, phaseMoveNamed } from "./schema";

const can = "customers:write";

export const moveToPhaseAction = defineAction({ can, input: moveToPhaseInput, run: moveToPhase });
export const removePhaseMoveAction = defineAction({ can, input: phaseMoveNamed, run: removePhaseMove });
