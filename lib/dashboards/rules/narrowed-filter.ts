import type { Place, Places } from "@/lib/filters/queries/read-places";
import { noneKey } from "@/lib/filters/queries/resolve-filter";
import type { PageFilter } from "@/lib/filters/schema";
import type { Breakdown } from "./breakdowns";

/**
 * The filter that leaves exactly the answers of one group. A phase that has sub-phases means them too, so for the
 * answers that belong to it alone its own touchpoints are named instead.
 */
export function narrowedFilter(
  filter: PageFilter,
  by: Breakdown,
  place: Place | undefined,
  places: Places,
): PageFilter {
  const isParent = by === "phase" && places.phases.some(({ parentId }) => parentId === place?.id);
  if (!place || !isParent) return { ...filter, [by]: [place?.key ?? noneKey] };
  const own = places.touchpoints
    .filter(({ phaseId, key }) => phaseId === place.id && (filter.touchpoint?.includes(key) ?? true))
    .map(({ key }) => key);
  return { ...filter, phase: undefined, touchpoint: own };
}

/** The place that a group of answers belongs to; `id` as the counting names it. */
export function placeOf(by: Breakdown, id: string | null, places: Places): Place | undefined {
  // Segments are told apart by their keys, everything else by inner ids.
  if (by === "segment") return places.segments.find(({ key }) => key === id);
  const list = {
    touchpoint: places.touchpoints,
    phase: places.phases,
    channel: places.channels,
    department: places.departments,
    "product-group": places.productGroups,
  }[by];
  return list.find((one) => String(one.id) === id);
}
