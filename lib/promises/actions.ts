"use server";

import { defineAction } from "@/lib/doors/define-action";
import { removePromiseCount, savePromiseCount, undoPromiseCount } from "./mutations/edit-counts";
import { restorePromise, retirePromise, savePromise, undoPromise } from "./mutations/edit-promise";
import {
  promiseCountNamed,
  promiseNamed,
  savePromiseCountInput,
  savePromiseInput,
  undoPromiseCountInput,
  undoPromiseInput,
} from "./schema";

const can = "expectations:write";

export const savePromiseAction = defineAction({ can, input: savePromiseInput, run: savePromise });
export const retirePromiseAction = defineAction({ can, input: promiseNamed, run: retirePromise });
export const restorePromiseAction = defineAction({ can, input: promiseNamed, run: restorePromise });
export const undoPromiseAction = defineAction({ can, input: undoPromiseInput, run: undoPromise });
export const savePromiseCountAction = defineAction({
  can,
  input: savePromiseCountInput,
  run: savePromiseCount,
});
export const removePromiseCountAction = defineAction({
  can,
  input: promiseCountNamed,
  run: removePromiseCount,
});
export const undoPromiseCountAction = defineAction({
  can,
  input: undoPromiseCountInput,
  run: undoPromiseCount,
});
