import { recordedPost } from "@/lib/audit/mutations";
import { postPhases } from "@/lib/catalogue/mutations";
import { listPhases } from "@/lib/catalogue/queries";
import { listEntriesInput, phasePage, postPhasesInput, savedPhases } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";

export const GET = defineRoute({
  path: "/phases",
  summary: "List phases",
  can: "touchpoints:read",
  input: listEntriesInput,
  output: phasePage,
  run: listPhases,
});

export const POST = defineRoute({
  path: "/phases",
  summary: "Create or rename one or many phases",
  can: "catalogue:manage",
  input: postPhasesInput,
  output: savedPhases,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("phase", postPhases),
});
