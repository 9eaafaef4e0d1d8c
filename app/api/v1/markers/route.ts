import { recordedPost } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";
import { postMarkers } from "@/lib/markers/mutations";
import { listMarkers } from "@/lib/markers/queries";
import { listMarkersInput, markerPage, postMarkersInput, savedMarkers } from "@/lib/markers/schema";

export const GET = defineRoute({
  path: "/markers",
  summary: "List markers",
  can: "metrics:read",
  input: listMarkersInput,
  output: markerPage,
  run: listMarkers,
});

export const POST = defineRoute({
  path: "/markers",
  summary: "Create or update one or many markers",
  can: "markers:write",
  input: postMarkersInput,
  output: savedMarkers,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("marker", postMarkers),
});
