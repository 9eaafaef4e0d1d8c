import { feedbackAddress } from "@/components/dashboards/feedback-address";
import { searchOf } from "@/components/dashboards/filter-search";
import type { GapRow, GapSegment } from "@/lib/expectations/rules/gap-row";
import type { ExpectedMetric } from "@/lib/expectations/rules/in-force";
import type { ScoreMeasure } from "@/lib/feedback/rules/score-measures";
import type { PageFilter } from "@/lib/filters/schema";
import type { Period } from "@/lib/period/period";

/** The figure of the feedback list that holds the answers of a question. */
export const measureOfQuestion = (metric: ExpectedMetric): ScoreMeasure =>
  metric === "csat" ? "experience" : metric;

type Kept = Pick<PageFilter, "period" | "from" | "to" | "channel" | "product-group" | "technique">;

/** The page of one touchpoint for one segment (undefined: all customers), with what else the filter says. */
export function cellAddress(
  workspace: string,
  { touchpoint, segment }: { touchpoint: string; segment: string | undefined },
  { period, from, to, channel, technique, ...filter }: Kept,
  more: Record<string, string> = {},
): string {
  const search = searchOf({
    segment,
    period,
    from,
    to,
    channel,
    "product-group": filter["product-group"],
    technique,
    ...more,
  });
  return `/w/${workspace}/expectations/${encodeURIComponent(touchpoint)}${search === "?" ? "" : search}`;
}

/** The answers that the experience of a row counts, or those with these scores. */
export function rowsAddress(
  workspace: string,
  row: GapRow,
  {
    filter,
    touchpoint,
    segments,
    period,
    scores,
    comment,
  }: {
    filter: PageFilter;
    touchpoint: string;
    segments: readonly Pick<GapSegment, "id" | "key">[];
    period: Period | null;
    scores?: readonly number[];
    comment?: boolean;
  },
): string {
  const keys = row.countedSegmentIds?.flatMap((id) => segments.find((one) => one.id === id)?.key ?? []);
  return feedbackAddress(workspace, {
    filter: {
      ...filter,
      touchpoint: [touchpoint],
      phase: undefined,
      department: undefined,
      ...(keys ? { segment: keys } : {}),
    },
    period,
    measure: measureOfQuestion(row.question.metric),
    ...(scores ? { scores } : {}),
    ...(comment ? { comment } : {}),
  });
}
