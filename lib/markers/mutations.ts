import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { Lookup } from "@/lib/fields/refusals";
import { resolveSegments } from "@/lib/segments/queries";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { getMarker } from "./queries";
import { type MarkerInput, markerInput } from "./schema";

type MarkerState = {
  on: string;
  title: string;
  touchpointId: number | null;
  phaseId: number | null;
  segmentId: number | null;
};

/** Two flags may say the same on the same day: nothing names a marker. */
const markers: RowTable<MarkerState> = {
  table: "marker",
  key: [],
  columns: { on: "date", title: "text", touchpointId: "int", phaseId: "int", segmentId: "int" },
};

export async function saveMarkers(scope: Scope, inputs: readonly MarkerInput[]): Promise<Saved[]> {
  const touchpoints = await resolveTouchpoints(
    scope,
    inputs.map((said) => said.scope?.touchpoint),
  );
  const phases = await resolveKeys(
    scope,
    "phase",
    inputs.map((said) => said.scope?.phase),
  );
  const segments = await resolveSegments(
    scope,
    inputs.map((said) => said.scope?.segment),
  );
  return saveRows(
    scope,
    markers,
    inputs.map(({ on, title, scope: about }) => ({
      key: null,
      change: () => {
        const lookup = new Lookup();
        const touchpoint = lookup.find(
          touchpoints,
          about?.touchpoint,
          "scope.touchpoint",
          "unknownTouchpoint",
        );
        const phaseId = lookup.find(phases, about?.phase, "scope.phase", "unknownPhase");
        const segmentId = lookup.find(segments, about?.segment, "scope.segment", "unknownSegment");
        return (
          lookup.refusal() ?? {
            on,
            title,
            touchpointId: touchpoint?.id ?? null,
            phaseId: phaseId ?? null,
            segmentId: segmentId ?? null,
          }
        );
      },
    })),
  );
}

export const postMarkers = postOneOrMany({ item: markerInput, save: saveMarkers, get: getMarker });
