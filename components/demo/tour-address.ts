import { feedbackAddress } from "@/components/dashboards/feedback-address";
import type { TourStep } from "@/lib/demo/schema";
import type { Period } from "@/lib/period/period";

/** Where a step of the tour leads: to a screen that there is, with the filter that shows what is told. */
export function tourAddress(workspace: string, step: TourStep, period: Period): string {
  const overview = (filter: Record<string, string>) =>
    `/w/${workspace}?${new URLSearchParams({ from: period.from, to: period.to, ...filter })}`;
  switch (step) {
    case "overview":
      return overview({});
    case "price":
      return overview({ measure: "relationship-nps" });
    case "hotline":
      return feedbackAddress(workspace, {
        measure: "csat",
        period,
        filter: { touchpoint: ["fault-hotline"], segment: ["business"] },
        comment: true,
      });
    case "visit":
      return overview({ measure: "csat", touchpoint: "installation-visit" });
    case "log":
      return `/w/${workspace}/log`;
  }
}
