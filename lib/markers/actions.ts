"use server";

import { defineAction } from "@/lib/doors/define-action";
import { deleteMarker, saveMarker, undoMarker } from "./mutations/edit-markers";
import { markerNamed, saveMarkerInput, undoMarkerInput } from "./schema/admin";

const can = "markers:write";

export const saveMarkerAction = defineAction({ can, input: saveMarkerInput, run: saveMarker });
export const deleteMarkerAction = defineAction({ can, input: markerNamed, run: deleteMarker });
export const undoMarkerAction = defineAction({ can, input: undoMarkerInput, run: undoMarker });
