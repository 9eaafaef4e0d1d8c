import type { CustomerMeasure } from "@/lib/dashboards/queries/load-customer-figures";
import type { PageFilter } from "@/lib/filters/schema";
import type { Period } from "@/lib/period/period";

/** The customers that a figure is a share of: those active at the start, or those who bought. */
const setOf = { churn: "start", repurchase: "bought" } as const;

/** The address of the customers behind a tile, with the filter and the rule that it was read with. */
export function customerSetAddress(
  workspace: string,
  { key, now }: CustomerMeasure,
  period: Period,
  filter: PageFilter,
): string {
  const { rule, inactivityDays } = now.definition.parameters;
  const search = new URLSearchParams({ set: setOf[key], "set.from": period.from, "set.to": period.to });
  if (typeof rule === "string") search.set("set.rule", rule);
  if (typeof inactivityDays === "number") search.set("set.inactivityDays", String(inactivityDays));
  for (const name of ["segment", "phase", "product-group"] as const)
    for (const value of filter[name] ?? []) search.append(`set.${name}`, value);
  return `/w/${workspace}/customers?${search}`;
}
