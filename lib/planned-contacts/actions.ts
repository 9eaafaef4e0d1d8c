"use server";

import { defineAction } from "@/lib/doors/define-action";
import {
  cancelContact,
  restoreContact,
  saveContact,
  settleContact,
  undoContacts,
} from "./mutations/edit-contacts";
import { contactNamed, saveContactInput, settleContactInput, undoContactsInput } from "./schema/edit";

const can = "contacts:write";

export const savePlannedContactAction = defineAction({ can, input: saveContactInput, run: saveContact });
export const cancelPlannedContactAction = defineAction({ can, input: contactNamed, run: cancelContact });
export const restorePlannedContactAction = defineAction({ can, input: contactNamed, run: restoreContact });
export const settlePlannedContactAction = defineAction({
  can,
  input: settleContactInput,
  run: settleContact,
});
export const undoPlannedContactsAction = defineAction({ can, input: undoContactsInput, run: undoContacts });
