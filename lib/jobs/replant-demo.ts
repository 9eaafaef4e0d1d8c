import { z } from "zod";
import { plantWellanda } from "@/lib/demo/mutations/plant-wellanda";
import { replantJob } from "@/lib/demo/mutations/request-replanting";
import { demoState } from "@/lib/demo/queries";
import { defineJob } from "@/lib/doors/define-job";

/** Plants the demo company anew; cut off, it has changed nothing and is done again. */
export const replantDemo = defineJob({
  name: replantJob,
  input: z.object({}),
  stepTimeoutMs: 300_000,
  run: async (scope) => {
    if ((await demoState(scope)) === "planted") await plantWellanda(scope, { now: new Date() });
    return "done";
  },
});
