import { z } from "zod";
import { defineJob } from "@/lib/doors/define-job";
import { countOrders } from "@/lib/retention/mutations/count-orders";

/** Soon after orders were changed, and after each month: what they say about the customers is counted. */
export const countOrdersSoon = defineJob({
  name: "count-orders",
  input: z.object({}),
  stepTimeoutMs: 600_000,
  run: async (scope) => {
    await countOrders(scope);
    return "done";
  },
});
