"use server";

import { defineAction } from "@/lib/doors/define-action";
import {
  deleteView,
  renameView,
  restoreSharedView,
  restoreView,
  saveOwnView,
  saveSharedView,
} from "./mutations";
import { renameViewInput, restoreViewInput, saveViewInput, viewNamed } from "./schema";

/** One's own views are one's own; what everybody sees is for those who share. */
const [mine, everybodys] = ["profile:write", "shares:write"] as const;

export const saveViewAction = defineAction({ can: mine, input: saveViewInput, run: saveOwnView });
export const saveSharedViewAction = defineAction({
  can: everybodys,
  input: saveViewInput,
  run: saveSharedView,
});
export const renameViewAction = defineAction({ can: mine, input: renameViewInput, run: renameView });
export const deleteViewAction = defineAction({ can: mine, input: viewNamed, run: deleteView });
export const restoreViewAction = defineAction({ can: mine, input: restoreViewInput, run: restoreView });
export const restoreSharedViewAction = defineAction({
  can: everybodys,
  input: restoreViewInput,
  run: restoreSharedView,
});
