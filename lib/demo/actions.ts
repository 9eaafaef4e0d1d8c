"use server";

import { defineAction } from "@/lib/doors/define-action";
import { requestReplanting } from "./mutations/request-replanting";
import { tickStep } from "./mutations/tick-step";
import { noDemoInput, tickStepInput } from "./schema";

export const replantDemoAction = defineAction({
  can: "workspace:manage",
  input: noDemoInput,
  run: requestReplanting,
});
export const tickStepAction = defineAction({ can: "metrics:read", input: tickStepInput, run: tickStep });
