import { z } from "zod";
import { defineJob } from "@/lib/doors/define-job";
import { countNextMonth } from "@/lib/feedback/mutations/count-scores";

/** Soon after answers of a month were changed: its scores are counted anew, a month a step. */
export const countScores = defineJob({
  name: "count-scores",
  input: z.object({}),
  stepTimeoutMs: 600_000,
  run: async (scope) => ((await countNextMonth(scope)) ? "again" : "done"),
});
