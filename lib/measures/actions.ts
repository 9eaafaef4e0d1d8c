"use server";

import { defineAction } from "@/lib/doors/define-action";
import {
  restoreMeasure,
  retireMeasure,
  saveMeasure,
  setMeasureState,
  undoMeasure,
} from "./mutations/edit-measures";
import { measureNamed, saveMeasureInput, setMeasureStateInput, undoMeasureInput } from "./schema/edit";

const can = "measures:write";

export const saveMeasureAction = defineAction({
  can,
  input: saveMeasureInput,
  run: saveMeasure,
  afterwards: ({ data, admission }) => ({
    refresh: true,
    redirectTo: `/w/${admission.slug}/measures/${data.id}`,
  }),
});
export const setMeasureStateAction = defineAction({ can, input: setMeasureStateInput, run: setMeasureState });
export const retireMeasureAction = defineAction({ can, input: measureNamed, run: retireMeasure });
export const restoreMeasureAction = defineAction({ can, input: measureNamed, run: restoreMeasure });
export const undoMeasureAction = defineAction({ can, input: undoMeasureInput, run: undoMeasure });
