import { recordedPost } from "@/lib/audit/mutations";
import { postChannels } from "@/lib/catalogue/mutations";
import { listChannels } from "@/lib/catalogue/queries";
import { entryPage, listEntriesInput, postEntriesInput, savedEntries } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";

export const GET = defineRoute({
  path: "/channels",
  summary: "List channels",
  can: "touchpoints:read",
  input: listEntriesInput,
  output: entryPage,
  run: listChannels,
});

export const POST = defineRoute({
  path: "/channels",
  summary: "Create or rename one or many channels",
  can: "catalogue:manage",
  input: postEntriesInput,
  output: savedEntries,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("channel", postChannels),
});
