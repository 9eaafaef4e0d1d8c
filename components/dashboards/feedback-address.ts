import type { OverviewMeasure } from "@/lib/dashboards/queries/load-overview";
import type { Period } from "@/lib/period/period";

export type RowsWanted = {
  measure?: OverviewMeasure;
  period: Period | null;
  scores?: readonly number[];
  touchpoint?: readonly string[] | undefined;
  channel?: readonly string[] | undefined;
  comment?: boolean;
};

/** The address of the rows behind a number: the same filter, the same question, the same view. */
export function feedbackAddress(workspace: string, wanted: RowsWanted): string {
  const search = new URLSearchParams();
  if (wanted.period) {
    search.set("from", wanted.period.from);
    search.set("to", wanted.period.to);
  } else {
    search.set("period", "all");
  }
  if (wanted.measure) search.set("measure", wanted.measure);
  for (const score of wanted.scores ?? []) search.append("score", String(score));
  for (const key of wanted.touchpoint ?? []) search.append("touchpoint", key);
  for (const key of wanted.channel ?? []) search.append("channel", key);
  if (wanted.comment) search.set("comment", "true");
  return `/w/${workspace}/feedback?${search}`;
}
