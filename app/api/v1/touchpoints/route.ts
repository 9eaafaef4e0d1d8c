import { recordedPost } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";
import { postTouchpoints } from "@/lib/touchpoints/mutations";
import { listTouchpoints } from "@/lib/touchpoints/queries";
import {
  listTouchpointsInput,
  postTouchpointsInput,
  savedTouchpoints,
  touchpointPage,
} from "@/lib/touchpoints/schema";

export const GET = defineRoute({
  path: "/touchpoints",
  summary: "List touchpoints",
  can: "touchpoints:read",
  input: listTouchpointsInput,
  output: touchpointPage,
  run: listTouchpoints,
});

export const POST = defineRoute({
  path: "/touchpoints",
  summary: "Create or update one or many touchpoints",
  can: "touchpoints:write",
  input: postTouchpointsInput,
  output: savedTouchpoints,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("touchpoint", postTouchpoints),
});
