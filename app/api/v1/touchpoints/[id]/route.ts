import { recordedChange, recordedDelete } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { changeTouchpoint, deleteTouchpoint } from "@/lib/touchpoints/mutations";
import { getTouchpoint } from "@/lib/touchpoints/queries";
import { changeTouchpointInput, touchpointNamed, touchpointOut } from "@/lib/touchpoints/schema";

const path = "/touchpoints/{id}";

export const GET = defineRoute({
  path,
  summary: "Read a touchpoint",
  can: "touchpoints:read",
  input: touchpointNamed,
  output: touchpointOut,
  run: getTouchpoint,
});

export const PATCH = defineRoute({
  path,
  summary: "Change a touchpoint",
  description: "What is left out is kept, null clears.",
  can: "touchpoints:write",
  input: changeTouchpointInput,
  output: touchpointOut,
  run: recordedChange("touchpoint", changeTouchpoint),
});

export const DELETE = defineRoute({
  path,
  summary: "Delete a touchpoint",
  description:
    "One that feedback or contacts speak of is retired and not deleted; posting its key brings it back.",
  can: "touchpoints:write",
  input: touchpointNamed,
  statuses: [204],
  run: recordedDelete("touchpoint", deleteTouchpoint, { isKey: true }),
});
