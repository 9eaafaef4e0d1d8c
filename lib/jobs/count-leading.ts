import { z } from "zod";
import { defineJob } from "@/lib/doors/define-job";
import { countLeading } from "@/lib/segments/mutations/count-leading";

/** Soon after customers or segments were changed, and once a day: who is in which of the leading segments is counted. */
export const countLeadingSoon = defineJob({
  name: "count-leading",
  input: z.object({}),
  stepTimeoutMs: 600_000,
  run: async (scope) => {
    await countLeading(scope);
    return "done";
  },
});
