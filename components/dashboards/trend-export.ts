import type { OverviewData } from "@/lib/dashboards/queries/load-overview";
import type { OverviewInput } from "@/lib/dashboards/schema";
import type { ScoreMeasure } from "@/lib/feedback/rules/score-measures";

type Export = { href: string; query: Record<string, string | string[] | undefined> };

const metrics: Record<ScoreMeasure, { metric: string; occasion?: string } | null> = {
  "relationship-nps": { metric: "nps", occasion: "relationship" },
  "contact-nps": { metric: "nps", occasion: "contact" },
  csat: { metric: "csat" },
  // The API knows its answers as CSAT; their mean has no name there.
  experience: null,
  ces: { metric: "ces" },
  rating: { metric: "rating" },
};

/** The file behind a trend: the same buckets, the same question, the same filter. Null where none says the same. */
export function trendExport(
  { chosen, trend }: OverviewData,
  { touchpoint, channel, phase, department, segment, technique, ...input }: OverviewInput,
  workspace: string,
): Export | null {
  const asked = metrics[chosen.key];
  if (!asked) return null;
  const span = { from: chosen.trend[0]?.start, to: chosen.trend.at(-1)?.end };
  const filter = { touchpoint, channel, phase, department, segment, technique };
  return {
    href: `/w/${workspace}/metrics/${asked.metric}/export`,
    query: {
      ...span,
      ...filter,
      "product-group": input["product-group"],
      occasion: asked.occasion,
      groupBy: trend.grain,
    },
  };
}
