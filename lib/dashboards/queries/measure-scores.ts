import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import type { View } from "@/lib/feedback/queries/meant-answers";
import type { Slice } from "@/lib/feedback/queries/slice";
import {
  type ScoreTally,
  type TallyGroup,
  type TallyRequest,
  tallyMany,
} from "@/lib/feedback/queries/tally-scores";
import type { Occasion } from "@/lib/feedback/rules/codes";
import { measureTallies } from "@/lib/feedback/rules/measure-tallies";
import { cesEasy } from "@/lib/metrics/ces";
import type { Measured } from "@/lib/metrics/measured";
import { totalOf } from "@/lib/metrics/tally";
import { bucketKey, bucketsOf, type Grain, grains } from "@/lib/period/grain";
import type { Period } from "@/lib/period/period";
import { byKey } from "@/lib/retention/rules/figure";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import { requireMeaning } from "../rules/meaning";
import { presentBesides, presentGroup, presentMeasured } from "../rules/present-metric";
import type { MeasureScoresInput } from "../schema";
import type { MetricAnswer } from "../schema/metric-answers";
import type { MetricGrouping, MetricRequest, ScoreMetricName } from "../schema/metric-inputs";
import { resolveFilter } from "./resolve-filter";

export type { MetricAnswer, MetricGroup } from "../schema/metric-answers";

/** A score before it is withheld or written down. */
export type ScoreReading = {
  all: Measured;
  also: Measured[];
  groups: { key: string | null; measured: Measured }[] | null;
  /** What the questions were about: answers about different things are not compared. */
  occasions: Occasion[];
  view: View;
};

/** One score in the shape of the API. */
export async function measureScores(scope: Scope, input: MeasureScoresInput): Promise<MetricAnswer> {
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
  const groupBy = groupingOf(input.groupBy);
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
  const groups = groupBy ? await groupsOf(scope, groupBy, grouped, slice.period, measure) : ofParts;
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

type ScoreGrouping = { name: MetricGrouping; column: TallyGroup };

function groupingOf(name: string | undefined): ScoreGrouping | null {
  switch (name) {
    case "day":
    case "week":
    case "month":
    case "quarter":
    case "touchpoint":
    case "channel":
    case "phase":
    case "department":
      return { name, column: name };
    case "product-group":
      return { name, column: "productGroup" };
    case "segment":
      throw new AppError("invalid", "segmentsNotYet", { fields: { groupBy: "segmentsNotYet" } });
    default:
      return null;
  }
}

async function groupsOf(
  scope: Scope,
  { name }: ScoreGrouping,
  tallies: readonly ScoreTally[],
  period: Period | null,
  measure: (some: readonly ScoreTally[]) => Measured,
): Promise<{ key: string | null; measured: Measured }[]> {
  const grain = grains.find((one) => one === name);
  if (grain) return inTime(tallies, grain, period, measure);
  const keyOf = await groupKeys(scope, name);
  const ofKey = new Map<string | null, ScoreTally[]>();
  for (const one of tallies) {
    const key = keyOf.get(Number(one.group)) ?? null;
    ofKey.set(key, [...(ofKey.get(key) ?? []), one]);
  }
  return [...ofKey].map(([key, some]) => ({ key, measured: measure(some) })).sort(byKey);
}

const mostBuckets = 4_000;

/**
 * Every bucket of the period, the empty ones too: a gap is shown as a gap. An open end reaches as far as there are
 * answers.
 */
function inTime(
  tallies: readonly ScoreTally[],
  grain: Grain,
  period: Period | null,
  measure: (some: readonly ScoreTally[]) => Measured,
): { key: string | null; measured: Measured }[] {
  const byStart = new Map<string, ScoreTally[]>();
  for (const one of tallies) {
    const start = String(one.group);
    byStart.set(start, [...(byStart.get(start) ?? []), one]);
  }
  const found = [...byStart.keys()].sort();
  const [first, last] = [found[0], found.at(-1)];
  const from = period && period.from !== "1900-01-01" ? period.from : first;
  const to = period && period.to !== "2200-01-01" ? period.to : last && `${last}~`;
  if (!from || !to) return [];
  const starts = bucketsOf({ from, to }, grain);
  if (starts.length > mostBuckets)
    throw new AppError("invalid", "tooManyBuckets", {
      fields: { groupBy: "tooManyBuckets" },
      values: { count: mostBuckets },
    });
  return starts.map((start) => ({
    key: bucketKey(start, grain),
    measured: measure(byStart.get(start) ?? []),
  }));
}

async function groupKeys(scope: Scope, name: MetricGrouping): Promise<Map<number, string>> {
  switch (name) {
    case "channel":
    case "phase":
    case "department":
      return keysOf(await listCatalogue(scope, name));
    case "product-group":
      return keysOf(await listCatalogue(scope, "productGroup"));
    default:
      return keysOf(await listTouchpointChoices(scope));
  }
}

const keysOf = (choices: { id: number; key: string }[]) => new Map(choices.map(({ id, key }) => [id, key]));
