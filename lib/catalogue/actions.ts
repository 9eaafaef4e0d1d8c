"use server";

import { defineAction } from "@/lib/doors/define-action";
import {
  changeEntry,
  createEntry,
  deleteEntry,
  restoreEntry,
  retireEntry,
  sortEntries,
  undoEntry,
} from "./mutations/edit-entries";
import {
  changeEntryInput,
  createEntryInput,
  entryNamed,
  sortEntriesInput,
  undoEntryInput,
} from "./schema/admin";

const can = "catalogue:manage";

export const createEntryAction = defineAction({ can, input: createEntryInput, run: createEntry });
export const changeEntryAction = defineAction({ can, input: changeEntryInput, run: changeEntry });
export const retireEntryAction = defineAction({ can, input: entryNamed, run: retireEntry });
export const restoreEntryAction = defineAction({ can, input: entryNamed, run: restoreEntry });
export const deleteEntryAction = defineAction({ can, input: entryNamed, run: deleteEntry });
export const sortEntriesAction = defineAction({ can, input: sortEntriesInput, run: sortEntries });
export const undoEntryAction = defineAction({ can, input: undoEntryInput, run: undoEntry });
