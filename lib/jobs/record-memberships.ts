import { z } from "zod";
import { defineJob } from "@/lib/doors/define-job";
import { enterByRule } from "@/lib/phasebook/mutations/enter-by-rule";
import { recordMemberships, recordMembershipsJob } from "@/lib/segments/mutations/record-memberships";

/** Once a day and after every changed rule: who has entered and who has left each segment, and the phases entered by it. */
export const recordMembershipsDaily = defineJob({
  name: recordMembershipsJob,
  input: z.object({}),
  stepTimeoutMs: 600_000,
  run: async (scope) => {
    await recordMemberships(scope);
    await enterByRule(scope);
    return "done";
  },
});
