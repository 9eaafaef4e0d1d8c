import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { defineJob } from "@/lib/doors/define-job";
import { performImportStep } from "@/lib/imports/mutations/perform-step";
import { importJob } from "@/lib/imports/mutations/start-import";

/** Goes through an uploaded file step by step; each step commits, so a worker that dies loses at most one. */
export const runImport = defineJob({
  name: importJob,
  input: z.object({ importId: z.number().int() }),
  // Going on after a crash may mean reading a long file again up to where it stopped.
  stepTimeoutMs: 600_000,
  run: async (scope, { importId }) => {
    const outcome = await performImportStep(scope, importId);
    if (outcome !== "busy") return outcome;
    await sleep(1_000);
    return "again";
  },
});
