import { z } from "zod";
import { mappingInput, optionsInput } from "../schema/mapping";
import type { FileForm } from "./file-form";

/** Where an import stands; committed together with the rows before it. */
export const checkpointSchema = z.object({
  /** Lines are read, then orders of several lines are put together. */
  phase: z.enum(["lines", "orders"]),
  offset: z.number().int(),
  line: z.number().int(),
  /** Lines so far that have no key of their own. */
  identities: z.number().int(),
  steps: z.number().int(),
  /** Entries of the error list so far; it is cut off at some number, the counts are not. */
  errors: z.number().int(),
  /** The last order that was put together. */
  after: z.string().nullable(),
  /** The process that works on it. */
  worker: z.string().nullable(),
});
export type Checkpoint = z.output<typeof checkpointSchema>;

/** An import's options as stored: what the user said, and what was found out about the file. */
export type StoredOptions = { said: unknown; form: FileForm };

export function readStored(mapping: unknown, options: unknown) {
  const { said, form } = options as StoredOptions;
  return { mapping: mappingInput.parse(mapping), options: optionsInput.parse(said), form };
}
