import { z } from "zod";
import { jsonField } from "@/lib/fields/form";
import { nameField } from "@/lib/fields/text";
import { keptSearch } from "./rules/kept-search";

/** A page below the workspace's address: "", "feedback", "customers" … */
export const viewPage = z
  .string()
  .max(60)
  .regex(/^(?:[a-z]+(?:-[a-z]+)*(?:\/[a-z]+(?:-[a-z]+)*)*)?$/);

/** The search part of an address: what is asked for, and not which row was open or how far somebody had scrolled. */
export const viewQuery = z.string().max(4_000).transform(keptSearch);

export const viewsInput = z.object({ page: viewPage });
export type ViewsInput = z.output<typeof viewsInput>;

export const saveViewInput = z.object({ name: nameField(120), page: viewPage, query: viewQuery });
export type SaveViewInput = z.output<typeof saveViewInput>;

export const renameViewInput = z.object({
  id: z.uuid(),
  version: z.coerce.number().int(),
  name: nameField(120),
});
export type RenameViewInput = z.output<typeof renameViewInput>;

export const viewNamed = z.object({ id: z.uuid() });
export type ViewNamed = z.output<typeof viewNamed>;

/** A view as it was before it was deleted. */
export const restoreViewInput = z.object({
  before: jsonField(
    z.strictObject({ name: nameField(120), page: viewPage, query: viewQuery, shared: z.boolean() }),
  ),
});
export type RestoreViewInput = z.output<typeof restoreViewInput>;
