import { z } from "zod";
import { defineJob } from "@/lib/doors/define-job";
import { recordSoon } from "@/lib/segments/mutations/record-memberships";
import { changeTimeZoneJob, moveToNextTimeZone } from "@/lib/workspaces/mutations/change-time-zone";

/** Moves all days to another time zone in one transaction; who is in a segment may change with them. */
export const changeTimeZone = defineJob({
  name: changeTimeZoneJob,
  input: z.object({}),
  // Minutes for a million answers, of which writers wait for seconds; nobody reads anything half done.
  stepTimeoutMs: 3_600_000,
  run: async (scope) => {
    if (await moveToNextTimeZone(scope)) await recordSoon(scope);
    return "done";
  },
});
