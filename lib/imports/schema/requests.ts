import { z } from "zod";
import { pageOf } from "@/lib/fields/pages";

/** Limits of an uploaded file, counted while it is read. */
export const maxCsvBytes = 512 * 1024 * 1024;

export const importIdInput = z.object({ id: z.uuid() });

export const listImportsInput = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
  updatedSince: z.iso.datetime({ offset: true }).optional(),
});
export type ListImportsInput = z.output<typeof listImportsInput>;

const count = z.int().min(0);

/** An import as the API shows it. */
export const importOut = z
  .strictObject({
    id: z.uuid(),
    kind: z.string(),
    file: z.string(),
    status: z.enum(["queued", "running", "done", "failed", "undone"]),
    totalLines: count,
    lines: count.meta({ description: "Dealt with so far: the sum of the six counts." }),
    created: count,
    updated: count,
    unchanged: count,
    duplicate: count,
    rejected: count,
    skipped: count,
    warnings: z.array(z.string()),
    failure: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Import" });

export const importPage = pageOf(importOut);
