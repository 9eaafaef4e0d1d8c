import { recordedPost } from "@/lib/audit/mutations";
import { postDepartments } from "@/lib/catalogue/mutations";
import { listDepartments } from "@/lib/catalogue/queries";
import { entryPage, listEntriesInput, postEntriesInput, savedEntries } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";

export const GET = defineRoute({
  path: "/departments",
  summary: "List departments",
  can: "touchpoints:read",
  input: listEntriesInput,
  output: entryPage,
  run: listDepartments,
});

export const POST = defineRoute({
  path: "/departments",
  summary: "Create or rename one or many departments",
  can: "catalogue:manage",
  input: postEntriesInput,
  output: savedEntries,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("department", postDepartments),
});
