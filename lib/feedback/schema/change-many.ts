import { z } from "zod";
import { nameField } from "@/lib/fields/text";

/** So many records can be marked one by one; more are named by their filter. */
const mostMarked = 1_000;

/** Marked records by id, or all of a filter as it stands in the address of the list. */
export type ChosenRecords = { ids: string[] } | { filter: Record<string, string | string[]> };

const ids = z
  .string()
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(z.uuid()).min(1).max(mostMarked));

const filter = z
  .string()
  .max(8_000)
  .transform((text) => {
    const values = new Map<string, string | string[]>();
    for (const [name, value] of new URLSearchParams(text)) {
      const before = values.get(name);
      values.set(name, before === undefined ? value : [before, value].flat());
    }
    return Object.fromEntries(values);
  });

export const tagName = nameField(60);
const change = { mode: z.enum(["add", "remove"]), tag: tagName };

/** Whoever notes feedback may tag what they marked; all of a filter is for those who manage it. */
export const tagFeedbackInput = z.object({ ids, ...change });
export const tagAllInput = z.object({ filter, ...change });
export const moveFeedbackInput = z.object({ ids, touchpoint: nameField(60) });
export const moveAllInput = z.object({ filter, touchpoint: nameField(60) });
/** With the tag that went with the change: one that nothing carried left no trace to put it back from. */
export const undoChangeInput = z.object({ batch: z.uuid(), tag: tagName.optional() });

const named = { tag: z.uuid() };
export const createTagInput = z.object({ name: tagName });
/** `seen` is the version that was looked at; taking back a renaming names the one that it made. */
export const renameTagInput = z
  .object({
    ...named,
    name: tagName,
    seen: z.coerce.number().int(),
    version: z.coerce.number().int().optional(),
  })
  .transform(({ seen, version, ...input }) => ({ ...input, version: version ?? seen }));
export const mergeTagsInput = z.object({ ...named, into: z.uuid() });
export const deleteTagInput = z.object(named);
