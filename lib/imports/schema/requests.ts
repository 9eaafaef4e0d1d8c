import { z } from "zod";

/** Limits of an uploaded file, counted while it is read. */
export const maxCsvBytes = 512 * 1024 * 1024;

export const importIdInput = z.object({ id: z.uuid() });

export const listImportsInput = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
  updatedSince: z.iso.datetime({ offset: true }).optional(),
});
export type ListImportsInput = z.output<typeof listImportsInput>;
