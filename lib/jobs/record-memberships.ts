import { z } from "zod";
import { defineJob } from "@/lib/doors/define-job";
import { recordMemberships, recordMembershipsJob } from "@/lib/segments/mutations/record-memberships";

/** Once a day and after every changed rule: who has entered and who has left each segment. */
export const recordMembershipsDaily = defineJob({
  name: recordMembershipsJob,
  input: z.object({}),
  stepTimeoutMs: 600_000,
  run: async (scope) => {
    await recordMemberships(scope);
    return "done";
  },
});
