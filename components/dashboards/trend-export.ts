import type { MeasureData, OverviewData } from "@/lib/dashboards/queries/load-overview";
import type { OverviewInput } from "@/lib/dashboards/schema";

/** The file behind a trend: the same buckets, the same question, the same filter. */
export function trendExport(
  { key, trend }: MeasureData,
  { grain }: OverviewData,
  { touchpoint, channel }: OverviewInput,
  workspace: string,
): { href: string; query: Record<string, string | string[] | undefined> } {
  const metric = key === "csat" ? "csat" : "nps";
  const occasion = { "relationship-nps": "relationship", "contact-nps": "contact", csat: undefined }[key];
  const span = { from: trend[0]?.start, to: trend.at(-1)?.end };
  return {
    href: `/w/${workspace}/metrics/${metric}/export`,
    query: { ...span, occasion, touchpoint, channel, groupBy: grain },
  };
}
