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
  createProduct,
  deleteProduct,
  editProduct,
  restoreProduct,
  retireProduct,
  undoProduct,
} from "./mutations/edit-products";
import {
  changeEntryInput,
  createEntryInput,
  entryNamed,
  sortEntriesInput,
  undoEntryInput,
} from "./schema/admin";
import { createProductInput, editProductInput, productNamed, undoProductInput } from "./schema/products";

const can = "catalogue:manage";

export const createEntryAction = defineAction({ can, input: createEntryInput, run: createEntry });
export const changeEntryAction = defineAction({ can, input: changeEntryInput, run: changeEntry });
export const retireEntryAction = defineAction({ can, input: entryNamed, run: retireEntry });
export const restoreEntryAction = defineAction({ can, input: entryNamed, run: restoreEntry });
export const deleteEntryAction = defineAction({ can, input: entryNamed, run: deleteEntry });
export const sortEntriesAction = defineAction({ can, input: sortEntriesInput, run: sortEntries });
export const undoEntryAction = defineAction({ can, input: undoEntryInput, run: undoEntry });

export const createProductAction = defineAction({ can, input: createProductInput, run: createProduct });
export const editProductAction = defineAction({ can, input: editProductInput, run: editProduct });
export const retireProductAction = defineAction({ can, input: productNamed, run: retireProduct });
export const restoreProductAction = defineAction({ can, input: productNamed, run: restoreProduct });
export const deleteProductAction = defineAction({ can, input: productNamed, run: deleteProduct });
export const undoProductAction = defineAction({ can, input: undoProductInput, run: undoProduct });
