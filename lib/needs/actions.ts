"use server";

import { defineAction } from "@/lib/doors/define-action";
import { noteNeed, retireNeed, rewordNeed, undoNeed } from "./mutations/edit-needs";
import {
  customerNeedNamed,
  needNamed,
  noteCustomerNeedInput,
  noteNeedInput,
  rewordCustomerNeedInput,
  rewordNeedInput,
  undoCustomerNeedInput,
  undoNeedInput,
} from "./schema";

/** About segments and personas. */
const can = "journeys:write";
export const noteNeedAction = defineAction({ can, input: noteNeedInput, run: noteNeed });
export const rewordNeedAction = defineAction({ can, input: rewordNeedInput, run: rewordNeed });
export const retireNeedAction = defineAction({ can, input: needNamed, run: retireNeed });
export const undoNeedAction = defineAction({ can, input: undoNeedInput, run: undoNeed });

/** About one customer: whoever may change the customer. */
const canCustomer = "customers:write";
export const noteCustomerNeedAction = defineAction({
  can: canCustomer,
  input: noteCustomerNeedInput,
  run: noteNeed,
});
export const rewordCustomerNeedAction = defineAction({
  can: canCustomer,
  input: rewordCustomerNeedInput,
  run: rewordNeed,
});
export const retireCustomerNeedAction = defineAction({
  can: canCustomer,
  input: customerNeedNamed,
  run: retireNeed,
});
export const undoCustomerNeedAction = defineAction({
  can: canCustomer,
  input: undoCustomerNeedInput,
  run: undoNeed,
});
