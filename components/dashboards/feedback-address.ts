import type { ScoreMeasure } from "@/lib/feedback/rules/score-measures";
import type { PageFilter } from "@/lib/filters/schema";
import type { Period } from "@/lib/period/period";
import { filterSearch } from "./filter-search";

export type RowsWanted = {
  filter: PageFilter;
  period: Period | null;
  measure?: ScoreMeasure;
  scores?: readonly number[];
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
  for (const [name, value] of filterSearch(wanted.filter)) search.append(name, value);
  if (wanted.measure) search.set("measure", wanted.measure);
  for (const score of wanted.scores ?? []) search.append("score", String(score));
  if (wanted.comment) search.set("comment", "true");
  return `/w/${workspace}/feedback?${search}`;
}
