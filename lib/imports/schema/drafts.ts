import { z } from "zod";
import { importKinds } from "./fields";

export const noFields = z.object({});

const draft = z.uuid();
export const draftInput = z.object({ draft });

export const draftSteps = ["file", "mapping", "check"] as const;
export type DraftStep = (typeof draftSteps)[number];

export const draftPageInput = z.object({
  id: z.uuid(),
  step: z.enum(draftSteps).default("file"),
});
export type DraftPageInput = z.output<typeof draftPageInput>;

/** "auto", or nothing at all, means: as it is guessed. */
const asGuessed = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((said) => (said === "auto" || said === "" ? undefined : said), schema.optional());

/** The first form: what is in the file, and how it is written. */
export const describeDraftInput = z.object({
  draft,
  kind: z.enum(importKinds),
  header: asGuessed(z.coerce.number().int().min(0).max(5)),
  sheet: asGuessed(z.string().max(60)),
  delimiter: asGuessed(z.string().max(12)),
  encoding: asGuessed(z.string().max(40)),
  saved: asGuessed(z.uuid()),
});
export type DescribeDraftInput = z.output<typeof describeDraftInput>;

/** The second form; its many fields are read by lib/imports/rules/draft-form. */
export const mapDraftInput = z
  .object({ draft })
  .catchall(z.union([z.string().max(2_000), z.array(z.string().max(300)).max(100)]));
export type MapDraftInput = z.output<typeof mapDraftInput>;

export const startDraftInput = z.object({
  draft,
  /** A name to save the mapping under for the next such file. */
  saveAs: z.string().trim().max(120).default(""),
  /** Lines that are there already come in once more. */
  again: z
    .string()
    .optional()
    .transform((said) => said === "on"),
});
export type StartDraftInput = z.output<typeof startDraftInput>;

export const savedMappingInput = z.object({ saved: z.uuid() });
