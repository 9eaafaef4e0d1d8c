import type { Places } from "@/lib/filters/queries/read-places";
import { noneKey } from "@/lib/filters/queries/resolve-filter";

/** Names in a view's filter that nothing has any more, as the address writes them. */
export function namesGone(query: string, places: Places): string[] {
  const search = new URLSearchParams(query);
  const known = {
    segment: places.segments,
    phase: places.phases,
    touchpoint: places.touchpoints,
    channel: places.channels,
    department: places.departments,
    "product-group": places.productGroups,
  };
  return Object.entries(known).flatMap(([name, entries]) =>
    search
      .getAll(name)
      .filter((key) => key !== "" && key !== noneKey && !entries.some((one) => one.key === key)),
  );
}
