import { z } from "zod";
import { defineRoute } from "@/lib/doors/define-route";
import { getFeedback, presentFeedback } from "@/lib/feedback/queries/get-feedback";

export const GET = defineRoute({
  can: "feedback:read",
  input: z.strictObject({ id: z.uuid() }),
  run: async (scope, input) => presentFeedback(await getFeedback(scope, input)),
});
