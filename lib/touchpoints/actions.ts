"use server";

import { defineAction } from "@/lib/doors/define-action";
import {
  createTouchpoint,
  editTouchpoint,
  removeTouchpoint,
  restoreTouchpoint,
  retireTouchpoint,
  setTouchpoints,
  undoTouchpoints,
} from "./mutations/edit-touchpoints";
import { startFromTelecoms } from "./mutations/start-from-telecoms";
import {
  createTouchpointInput,
  editTouchpointInput,
  setTouchpointsInput,
  startTouchpointsInput,
  touchpointKeyed,
  undoTouchpointsInput,
} from "./schema/admin";

const can = "touchpoints:write";

export const createTouchpointAction = defineAction({
  can,
  input: createTouchpointInput,
  run: createTouchpoint,
});
export const editTouchpointAction = defineAction({ can, input: editTouchpointInput, run: editTouchpoint });
export const setTouchpointsAction = defineAction({ can, input: setTouchpointsInput, run: setTouchpoints });
export const retireTouchpointAction = defineAction({ can, input: touchpointKeyed, run: retireTouchpoint });
export const restoreTouchpointAction = defineAction({ can, input: touchpointKeyed, run: restoreTouchpoint });
export const removeTouchpointAction = defineAction({ can, input: touchpointKeyed, run: removeTouchpoint });
export const undoTouchpointsAction = defineAction({ can, input: undoTouchpointsInput, run: undoTouchpoints });
export const startFromTelecomsAction = defineAction({
  can: "catalogue:manage",
  input: startTouchpointsInput,
  run: startFromTelecoms,
});
