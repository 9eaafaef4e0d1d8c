import { recordedPost } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";
import { postSegments } from "@/lib/segments/mutations";
import { listSegments } from "@/lib/segments/queries";
import { listSegmentsInput, postSegmentsInput, savedSegments, segmentPage } from "@/lib/segments/schema";

export const GET = defineRoute({
  path: "/segments",
  summary: "List segments",
  can: "metrics:read",
  input: listSegmentsInput,
  output: segmentPage,
  run: listSegments,
});

export const POST = defineRoute({
  path: "/segments",
  summary: "Create or update one or many segments",
  can: "segments:write",
  input: postSegmentsInput,
  output: savedSegments,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("segment", postSegments),
});
