import { z } from "zod";
import { oneOrMany, savedOneOrMany } from "@/lib/fields/items";
import { pageFields, pageOf } from "@/lib/fields/pages";
import { keyField, nameField, requiredText } from "@/lib/fields/text";

/** The small lists of a workspace that other things are sorted into. */
export const entryInput = z
  .strictObject({ key: keyField, name: requiredText(120).optional() })
  .meta({ id: "CatalogueEntryInput", examples: [{ key: "customer-service", name: "Customer service" }] });
export type EntryInput = z.output<typeof entryInput>;

export const phaseInput = entryInput
  .extend({ parent: nameField(60).nullish().meta({ description: "Key of the phase that it is part of." }) })
  .meta({ id: "PhaseInput", examples: [{ key: "trial", name: "Trial", parent: "acquisition" }] });

export const postEntriesInput = oneOrMany(entryInput);
export const postPhasesInput = oneOrMany(phaseInput);

export const entryOut = z
  .strictObject({ id: z.uuid(), key: z.string(), name: z.string(), updatedAt: z.iso.datetime() })
  .meta({ id: "CatalogueEntry" });
export type Entry = z.output<typeof entryOut>;

export const phaseOut = entryOut.extend({ parent: z.string().nullable() }).meta({ id: "Phase" });
export type Phase = z.output<typeof phaseOut>;

export const entryPage = pageOf(entryOut);
export const phasePage = pageOf(phaseOut);

export const savedEntries = savedOneOrMany(entryOut);
export const savedPhases = savedOneOrMany(phaseOut);

export const listEntriesInput = z.strictObject({
  ...pageFields,
  key: nameField(60).optional().meta({ description: "Only this one." }),
});
export type ListEntriesInput = z.output<typeof listEntriesInput>;
