import type { Tour } from "@/lib/demo/queries";
import type { TourStep } from "@/lib/demo/schema";
import { addMonths } from "@/lib/period/local-day";

/**
 * Where a step of the tour leads: to a screen that there is, with the filter that shows what is told. Null where what it
 * tells of was taken away.
 */
export function tourAddress(workspace: string, step: TourStep, { last, places }: Tour): string | null {
  const here = (path: string, filter: Record<string, string> = {}) => {
    const search = new URLSearchParams(filter);
    return `/w/${workspace}${path}${search.size > 0 ? `?${search}` : ""}`;
  };
  const quarter = { from: last.from, to: last.to };
  const one = (path: string, id: string | null) => (id === null ? null : here(`${path}/${id}`));
  switch (step) {
    case "overview":
      return here("", quarter);
    case "gap":
      return here("/expectations/fault-hotline", { ...quarter, segment: "business" });
    case "price":
      return here("", { ...quarter, measure: "relationship-nps" });
    case "split":
      return one("/segments", places.split);
    case "map":
      return here("/journey/map", { ...quarter, segment: "families", against: addMonths(last.from, -9) });
    case "works":
      return one("/measures", places.works);
    case "noEffect":
      return one("/measures", places.noEffect);
    case "coverage":
      return here("/journey", quarter);
    case "customer":
      return one("/customers", places.customer);
    case "log":
      return here("/log");
  }
}
