import { searchOf } from "@/components/dashboards/filter-search";
import type { InventoryInput } from "@/lib/inventory/schema";

/** Pages below /touchpoints; a touchpoint of the same key is named with `ext:` before it. */
const pages = new Set(["export", "moments", "brand"]);

/** The inventory with some of its choices changed; another filter or order begins at the start again. */
export function inventoryAddress(
  workspace: string,
  input: Partial<InventoryInput>,
  change: Partial<InventoryInput> = {},
): string {
  const search = searchOf({ ...input, page: undefined, open: undefined, ...change });
  return `/w/${workspace}/touchpoints${search === "?" ? "" : search}`;
}

/** One touchpoint, with the list that it was opened from. */
export function touchpointAddress(
  workspace: string,
  key: string,
  input: Partial<InventoryInput> = {},
): string {
  const search = searchOf({ ...input, page: undefined, open: undefined, column: undefined });
  const name = encodeURIComponent(pages.has(key) ? `ext:${key}` : key);
  return `/w/${workspace}/touchpoints/${name}${search === "?" ? "" : search}`;
}
