import type { PageFilter } from "@/lib/filters/schema";
import { searchOf } from "./filter-search";

/** Pages that show the same filter in their address, so that going from one to the other keeps it. */
export type DashboardPage = "" | "breakdown" | "compare";

type Kept = PageFilter & { measure?: string | undefined; compare?: string | undefined };

/** The address of a dashboard with this filter; what only another page understands stays behind. */
export function dashboardAddress(
  workspace: string,
  page: DashboardPage,
  kept: Kept,
  more: object = {},
): string {
  const path = page === "" ? `/w/${workspace}` : `/w/${workspace}/${page}`;
  const search = searchOf({ ...kept, ...more });
  return search === "?" ? path : `${path}${search}`;
}
