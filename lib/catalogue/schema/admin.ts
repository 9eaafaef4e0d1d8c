import { z } from "zod";
import { fromForm, jsonField, namesField, snapshotOf } from "@/lib/fields/form";
import { keyField, nameField, textField } from "@/lib/fields/text";

/** The lists that an admin keeps, as addresses name them. */
export const catalogueLists = [
  "departments",
  "channels",
  "phases",
  "moments-of-truth",
  "product-groups",
  "brand-values",
] as const;
export type CatalogueList = (typeof catalogueLists)[number];

const list = z.enum(catalogueLists);

const content = {
  names: namesField(120),
  /** Of a department: who leads it. */
  headName: textField(120).nullish(),
  /** Of a phase: key of the phase that it is part of. */
  parent: nameField(60).nullish(),
};

export const createEntryInput = fromForm(z.object({ list, key: keyField, ...content }));
export type CreateEntryInput = z.output<typeof createEntryInput>;

/** The version that the editor saw, and whether to save over what somebody else did meanwhile. */
export const editFields = {
  version: z.coerce.number().int(),
  anyway: z.enum(["yes"]).nullish(),
};

export const changeEntryInput = fromForm(z.object({ list, key: nameField(60), ...editFields, ...content }));
export type ChangeEntryInput = z.output<typeof changeEntryInput>;

export const entryNamed = z.object({ list, key: nameField(60) });
export type EntryNamed = z.output<typeof entryNamed>;

export const sortEntriesInput = z.object({
  list,
  order: jsonField(z.array(nameField(60)).max(1_000)),
});
export type SortEntriesInput = z.output<typeof sortEntriesInput>;

export const entryState = z.strictObject({
  key: keyField,
  name: z.string().max(120),
  translations: z.record(z.string().max(5), z.string().max(120)).nullable(),
  position: z.int(),
  retiredAt: z.iso.datetime().nullable(),
  headName: z.string().max(120).nullable().optional(),
  parentId: z.int().nullable().optional(),
  entrySegmentId: z.int().nullable().optional(),
});
export type EntryState = z.output<typeof entryState>;

export const undoEntryInput = z.object({
  list,
  before: jsonField(z.array(snapshotOf(entryState)).max(1_000)),
});
export type UndoEntryInput = z.output<typeof undoEntryInput>;

export const listInput = z.object({
  list,
  /** What is open in the drawer: a key, or "new". */
  open: z.string().max(60).optional(),
  retired: z.enum(["true"]).optional(),
});
export type ListInput = z.output<typeof listInput>;
