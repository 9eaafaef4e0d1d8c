"use server";

import { defineAction } from "@/lib/doors/define-action";
import { createShareLink, revokeShareLink } from "./mutations";
import { createShareLinkInput, shareLinkNamed } from "./schema";

export const createShareLinkAction = defineAction({
  can: "shares:write",
  input: createShareLinkInput,
  run: createShareLink,
});
export const revokeShareLinkAction = defineAction({
  can: "shares:write",
  input: shareLinkNamed,
  run: revokeShareLink,
});
