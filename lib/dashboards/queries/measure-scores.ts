import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { measureTallies, withheld } from "@/lib/feedback/rules/measure-tallies";
import { type ScoreTally, type TallyGroup, tallyScores } from "@/lib/feedback/queries/tally-scores";
import { DEFINITIONS } from "@/lib/metrics/definitions";
import type { Measured } from "@/lib/metrics/measured";
import { bucketKey, bucketsOf, type Grain, grains } from "@/lib/period/grain";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import type { MeasureScoresInput } from "../schema";
import { resolveFilter } from "./resolve-filter";

export type MetricGroup = {
  key: string | null;
  value: number | null;
  n: number;
  interval: Measured["interval"];
  suppressed?: true;
};

/** The answer of `GET /metrics/{metric}` (API.md): unrounded, in the units of the dictionary. */
export type MetricAnswer = {
  metric: string;
  definition: { text: string; parameters: Measured["definition"]["parameters"] };
  direction: Measured["direction"];
  value: number | null;
  n: number;
  interval: Measured["interval"];
  counts: Measured["counts"];
  suppressed?: true;
  groups?: MetricGroup[];
};

export async function measureScores(scope: Scope, input: MeasureScoresInput): Promise<MetricAnswer> {
  const { metric, view: wantedView, groupBy, ...filter } = input;
  const slice = { ...(await resolveFilter(scope, filter)), metrics: [metric] };
  const view = wantedView ?? (input.occasion === "relationship" ? "latest" : "all");
  const tallies = await tallyScores(scope, slice, { view });
  const { all, parts } = measureTallies(metric, tallies);
  const shown = withheld(all);
  const { text, direction } = DEFINITIONS[all.definition.id];
  const anonymous = tallies.reduce((sum, one) => sum + one.anonymous, 0);
  const unanswered = tallies.reduce((sum, one) => sum + one.unanswered, 0);
  const groups = groupBy
    ? await measureGroups(scope, input, slice, view)
    : parts.map(({ key, measured }) => groupOf(key, measured));
  return {
    metric,
    definition: {
      text,
      parameters: {
        ...all.definition.parameters,
        view,
        unanswered,
        ...(view === "latest" ? { anonymous } : {}),
      },
    },
    direction,
    value: shown.value,
    n: shown.n,
    interval: shown.interval,
    counts: shown.counts,
    ...("suppressed" in shown ? { suppressed: true as const } : {}),
    ...(groups.length > 0 || groupBy ? { groups } : {}),
  };
}

function groupOf(key: string | null, one: Measured): MetricGroup {
  const { value, n, interval, ...rest } = withheld(one);
  return { key, value, n, interval, ...("suppressed" in rest ? { suppressed: true as const } : {}) };
}

async function measureGroups(
  scope: Scope,
  { metric, groupBy }: MeasureScoresInput,
  slice: Parameters<typeof tallyScores>[1],
  view: "all" | "latest",
): Promise<MetricGroup[]> {
  const isGrain = (grains as readonly string[]).includes(groupBy ?? "");
  const column: TallyGroup =
    groupBy === "product-group"
      ? "productGroup"
      : groupBy === "phase" || groupBy === "department"
        ? "touchpoint"
        : (groupBy as TallyGroup);
  if (view === "latest" && (groupBy === "phase" || groupBy === "department")) {
    // The latest answer per customer inside a phase is not the latest per touchpoint added up.
    throw new AppError("invalid", "groupingNeedsAll", { fields: { groupBy: "groupingNeedsAll" } });
  }
  const tallies = await tallyScores(scope, slice, { groupBy: column, view });
  const measureOf = (some: ScoreTally[]) => measureTallies(metric, some).all;
  if (isGrain) return inTime(tallies, groupBy as Grain, slice.period, measureOf);
  const nameOf = await groupKeys(scope, groupBy);
  const byKey = new Map<string | null, ScoreTally[]>();
  for (const one of tallies) {
    const key = nameOf.get(Number(one.group)) ?? null;
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return [...byKey]
    .map(([key, some]) => groupOf(key, measureOf(some)))
    .sort((a, b) => (a.key ?? "~").localeCompare(b.key ?? "~"));
}

/** Every bucket of the period, the empty ones too: a gap is shown as a gap. */
function inTime(
  tallies: ScoreTally[],
  grain: Grain,
  period: { from: string; to: string } | null,
  measureOf: (some: ScoreTally[]) => Measured,
): MetricGroup[] {
  const found = [...new Set(tallies.map(({ group }) => String(group)))].sort();
  const first = found[0];
  const last = found.at(-1);
  if (!first || !last) return [];
  // An open end reaches as far as there are answers.
  const from = period && period.from !== "1900-01-01" ? period.from : first;
  const to = period && period.to !== "2200-01-01" ? period.to : `${last}~`;
  return bucketsOf({ from, to }, grain).map((start) =>
    groupOf(bucketKey(start, grain), measureOf(tallies.filter(({ group }) => group === start))),
  );
}

async function groupKeys(scope: Scope, groupBy: MeasureScoresInput["groupBy"]): Promise<Map<number, string>> {
  if (groupBy === "channel") return keysOf(await listCatalogue(scope, "channel"));
  if (groupBy === "product-group") return keysOf(await listCatalogue(scope, "productGroup"));
  const touchpoints = await listTouchpointChoices(scope);
  if (groupBy === "touchpoint") return keysOf(touchpoints);
  const parents = keysOf(await listCatalogue(scope, groupBy === "phase" ? "phase" : "department"));
  return new Map(
    touchpoints.flatMap((touchpoint) => {
      const parent = groupBy === "phase" ? touchpoint.phaseId : touchpoint.departmentId;
      const key = parent === null ? undefined : parents.get(parent);
      return key === undefined ? [] : [[touchpoint.id, key] as const];
    }),
  );
}

const keysOf = (choices: { id: number; key: string }[]) => new Map(choices.map(({ id, key }) => [id, key]));
