import {
  noteCustomerNeedAction,
  noteNeedAction,
  retireCustomerNeedAction,
  retireNeedAction,
  rewordCustomerNeedAction,
  rewordNeedAction,
  undoCustomerNeedAction,
  undoNeedAction,
} from "@/lib/needs/actions";
import type { NeedAbout } from "@/lib/needs/schema";

const ofGroups = {
  note: noteNeedAction,
  reword: rewordNeedAction,
  retire: retireNeedAction,
  undo: undoNeedAction,
};
const ofCustomers = {
  note: noteCustomerNeedAction,
  reword: rewordCustomerNeedAction,
  retire: retireCustomerNeedAction,
  undo: undoCustomerNeedAction,
};

/** One customer is everybody's business who talks to them, groups are the managers'. */
export const needActions = (about: NeedAbout) => (about === "customer" ? ofCustomers : ofGroups);
