import type { Scope } from "@/lib/auth/scope";
import type { ShowSegmentInput } from "@/lib/segments/schema/edit";
import { loadSegmentWithSpreads, type SegmentWithSpreads } from "@/lib/splits/queries/read-spreads";
import { listNeeds, type Need } from "./list-needs";

export type SegmentPage = SegmentWithSpreads & { needs: Need[] };

/** A segment with what matters to those who are in it, and where they want different things. */
export async function loadSegmentPage(scope: Scope, input: ShowSegmentInput): Promise<SegmentPage> {
  const data = await loadSegmentWithSpreads(scope, input);
  return { ...data, needs: await listNeeds(scope, { about: "segment", of: data.segment.id }) };
}
