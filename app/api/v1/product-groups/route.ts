import { recordedPost } from "@/lib/audit/mutations";
import { postProductGroups } from "@/lib/catalogue/mutations";
import { listProductGroups } from "@/lib/catalogue/queries";
import { entryPage, listEntriesInput, postEntriesInput, savedEntries } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";

export const GET = defineRoute({
  path: "/product-groups",
  summary: "List product groups",
  can: "touchpoints:read",
  input: listEntriesInput,
  output: entryPage,
  run: listProductGroups,
});

export const POST = defineRoute({
  path: "/product-groups",
  summary: "Create or rename one or many product groups",
  can: "catalogue:manage",
  input: postEntriesInput,
  output: savedEntries,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("productGroup", postProductGroups),
});
