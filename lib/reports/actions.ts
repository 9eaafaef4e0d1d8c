"use server";

import { defineAction } from "@/lib/doors/define-action";
import { setMondayMail } from "./mutations/set-monday-mail";
import { mondayMailInput } from "./schema";

export const setMondayMailAction = defineAction({
  can: "profile:write",
  input: mondayMailInput,
  run: setMondayMail,
});
