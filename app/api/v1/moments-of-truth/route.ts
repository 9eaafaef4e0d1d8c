import { recordedPost } from "@/lib/audit/mutations";
import { postMomentsOfTruth } from "@/lib/catalogue/mutations";
import { listMomentsOfTruth } from "@/lib/catalogue/queries";
import { entryPage, listEntriesInput, postEntriesInput, savedEntries } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";

export const GET = defineRoute({
  path: "/moments-of-truth",
  summary: "List moments of truth",
  can: "touchpoints:read",
  input: listEntriesInput,
  output: entryPage,
  run: listMomentsOfTruth,
});

export const POST = defineRoute({
  path: "/moments-of-truth",
  summary: "Create or rename one or many moments of truth",
  can: "catalogue:manage",
  input: postEntriesInput,
  output: savedEntries,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("momentOfTruth", postMomentsOfTruth),
});
