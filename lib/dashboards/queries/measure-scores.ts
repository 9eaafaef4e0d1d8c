import type { Scope } from "@/lib/auth/scope";
import type { View } from "@/lib/feedback/queries/meant-answers";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { ScoreTally, TallyRequest } from "@/lib/feedback/queries/tally-request";
import { tallyMany } from "@/lib/feedback/queries/tally-scores";
import type { Occasion } from "@/lib/feedback/rules/codes";
import { measureTallies } from "@/lib/feedback/rules/measure-tallies";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { cesEasy } from "@/lib/metrics/ces";
import type { Measured } from "@/lib/metrics/measured";
import { totalOf } from "@/lib/metrics/tally";
import { byKey } from "@/lib/retention/rules/figure";
import { requireMeaning } from "../rules/meaning";
import { presentBesides, presentGroup, presentMeasured } from "../rules/present-metric";
import type { MetricAnswer } from "../schema/metric-answers";
import type { MetricRequest, ScoreMetricName } from "../schema/metric-inputs";
import { groupingOf, groupScores, type ScoreGroup } from "./group-scores";

export type { MetricAnswer, MetricGroup } from "../schema/metric-answers";

/** A score before it is withheld or written down. */
export type ScoreReading = {
  all: Measured;
  also: Measured[];
  groups: ScoreGroup[] | null;
  /** What the questions were about: answers about different things are not compared. */
  occasions: Occasion[];
  view: View;
};

/** One score in the shape of the API. */
export async function measureScores(
  scope: Scope,
  input: MetricRequest & { metric: ScoreMetricName },
): Promise<MetricAnswer> {
  const { metric, ...request } = input;
  return presentScores(metric, await readScores(scope, metric, request));
}

export const presentScores = (
  metric: ScoreMetricName,
  { all, also, groups }: ScoreReading,
): MetricAnswer => ({
  metric,
  ...presentMeasured(all),
  ...(groups ? { groups: groups.map(({ key, measured }) => presentGroup(key, measured)) } : {}),
  ...presentBesides(also),
});

/**
 * A score from the parameters of an address. Without a grouping a slice that has no common value (both occasions of
 * NPS, several scales) is told apart by itself.
 * @throws AppError `invalid` for parameters without meaning and names that do not exist
 */
export async function readScores(
  scope: Scope,
  metric: ScoreMetricName,
  input: MetricRequest,
): Promise<ScoreReading> {
  requireMeaning(metric, input);
  const slice: Slice = { ...(await resolveFilter(scope, input)), metrics: [metric] };
  const view = input.view ?? (input.occasion === "relationship" ? "latest" : "all");
  const groupBy = await groupingOf(scope, input.groupBy, view, input.segment);
  const requests: TallyRequest[] = [{ slice, view }];
  if (groupBy) requests.push({ slice, view, groupBy: groupBy.column });
  const [whole = [], grouped = []] = await tallyMany(scope, requests);
  const { all, parts } = measureTallies(metric, whole);
  const sum = (field: "anonymous" | "unanswered") => whole.reduce((total, one) => total + one[field], 0);
  const parameters = {
    ...all.definition.parameters,
    from: input.from ?? null,
    to: input.to ?? null,
    dimension: input.dimension ?? "experience",
    view,
    unanswered: sum("unanswered"),
    ...(view === "latest" ? { anonymous: sum("anonymous") } : {}),
  };
  const measure = (some: readonly ScoreTally[]) => measureTallies(metric, some).all;
  // The parts of NPS have an order of their own: the relationship first.
  const ofParts = metric === "nps" ? parts : [...parts].sort(byKey);
  const groups = groupBy ? await groupScores(scope, groupBy, grouped, slice.period, measure) : ofParts;
  return {
    all: { ...all, definition: { ...all.definition, parameters } },
    also: metric === "ces" && all.n > 0 ? [cesEasy(whole)] : [],
    groups: groupBy || parts.length > 0 ? groups : null,
    occasions: [
      ...new Set(whole.filter(({ tally }) => totalOf(tally) > 0).map(({ occasion }) => occasion)),
    ].sort(),
    view,
  };
}
