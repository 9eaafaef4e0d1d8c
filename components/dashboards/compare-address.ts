import type { OverviewInput } from "@/lib/dashboards/schema";
import type { FirstSlice } from "@/lib/dashboards/schema/compare-slices";
import { filterNames, type PageFilter } from "@/lib/filters/schema";
import { searchOf } from "./filter-search";

type Slices = { a: FirstSlice; b: PageFilter; measure?: string | undefined; by?: string | undefined };

const prefixed = (side: "a" | "b", filter: FirstSlice) =>
  Object.fromEntries(filterNames.map((name) => [`${side}.${name}`, filter[name]]));

/** The search part of two slices side by side. */
export const compareSearch = ({ a, b, measure, by }: Slices): string =>
  searchOf({ measure, by, ...prefixed("a", a), ...prefixed("b", b) });

export const compareAddress = (workspace: string, slices: Slices): string =>
  `/w/${workspace}/compare${compareSearch(slices)}`;

/** "Why did it change?": what a page shows beside what it is compared with, the same filter on both sides. */
export function compareWithBefore(
  workspace: string,
  { compare = "before", measure, ...filter }: PageFilter & Pick<OverviewInput, "compare" | "measure">,
): string {
  const { period: _, from: __, to: ___, ...places } = filter;
  return compareAddress(workspace, { a: { ...places, period: compare }, b: filter, measure });
}
