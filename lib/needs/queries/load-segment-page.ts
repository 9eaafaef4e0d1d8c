import type { Scope } from "@/lib/auth/scope";
import { loadSegment, type SegmentData } from "@/lib/segments/queries/load-segment";
import type { ShowSegmentInput } from "@/lib/segments/schema/edit";
import { listNeeds, type Need } from "./list-needs";

export type SegmentPage = SegmentData & { needs: Need[] };

/** A segment with what matters to those who are in it. */
export async function loadSegmentPage(scope: Scope, input: ShowSegmentInput): Promise<SegmentPage> {
  const data = await loadSegment(scope, input);
  return { ...data, needs: await listNeeds(scope, { about: "segment", of: data.segment.id }) };
}
