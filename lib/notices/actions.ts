"use server";

import { z } from "zod";
import { defineAction } from "@/lib/doors/define-action";
import { bringAllBack, bringBack, putAside } from "./mutations";
import { bringBackInput, putAsideInput } from "./schema";

export const putAsideAction = defineAction({ can: "profile:write", input: putAsideInput, run: putAside });
export const bringBackAction = defineAction({ can: "profile:write", input: bringBackInput, run: bringBack });
export const bringAllBackAction = defineAction({
  can: "profile:write",
  input: z.object({}),
  run: bringAllBack,
});
