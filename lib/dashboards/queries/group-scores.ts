import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import type { View } from "@/lib/feedback/queries/meant-answers";
import type { ScoreTally, TallyGroup } from "@/lib/feedback/queries/tally-request";
import type { Measured } from "@/lib/metrics/measured";
import { bucketKey, bucketsOf, type Grain, grains } from "@/lib/period/grain";
import type { Period } from "@/lib/period/period";
import { byKey } from "@/lib/retention/rules/figure";
import { groupsOf, segmentMemberships } from "@/lib/segments/queries/segment-condition";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import type { MetricGrouping } from "../schema/metric-inputs";

/** A grouping of scores, and what the database groups by for it. */
export type ScoreGrouping = { name: MetricGrouping; column: TallyGroup };

export type ScoreGroup = { key: string | null; measured: Measured };

/**
 * What is asked for as a grouping, and how the database tells it apart.
 * @param segments the segments that the filter names; groups are those, else all
 * @throws AppError `invalid` for segments that cannot be told
 */
export async function groupingOf(
  scope: Scope,
  name: string | undefined,
  view: View,
  segments: readonly string[] | undefined,
): Promise<ScoreGrouping | null> {
  switch (name) {
    case "day":
    case "week":
    case "month":
    case "quarter":
    case "touchpoint":
    case "channel":
      return { name, column: name };
    case "phase":
    case "department":
      // Touchpoints add up to what they belong to, unless each customer counts once in it.
      return { name, column: view === "all" ? "touchpoint" : name };
    case "product-group":
      return { name, column: "productGroup" };
    case "segment":
      return { name, column: groupsOf((await segmentMemberships(scope, segments)).rows) };
    default:
      return null;
  }
}

/** Tallies as groups, by the keys that the outside knows. */
export async function groupScores(
  scope: Scope,
  grouping: ScoreGrouping,
  tallies: readonly ScoreTally[],
  period: Period | null,
  measure: (some: readonly ScoreTally[]) => Measured,
): Promise<ScoreGroup[]> {
  const grain = grains.find((one) => one === grouping.name);
  if (grain) return inTime(tallies, grain, period, measure);
  const keyOf = grouping.name === "segment" ? null : await groupKeys(scope, grouping);
  const groups = grouped(tallies, ({ group }) => (keyOf ? (keyOf.get(Number(group)) ?? null) : group));
  return [...groups].map(([key, some]) => ({ key, measured: measure(some) })).sort(byKey);
}

function grouped<Key>(
  tallies: readonly ScoreTally[],
  keyOf: (one: ScoreTally) => Key,
): Map<Key, ScoreTally[]> {
  const groups = new Map<Key, ScoreTally[]>();
  for (const one of tallies) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
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
): ScoreGroup[] {
  const byStart = grouped(tallies, ({ group }) => String(group));
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

async function groupKeys(scope: Scope, { name, column }: ScoreGrouping): Promise<Map<number, string>> {
  switch (name) {
    case "channel":
      return keysOf(await listCatalogue(scope, name));
    case "product-group":
      return keysOf(await listCatalogue(scope, "productGroup"));
    case "phase":
    case "department": {
      const parents = keysOf(await listCatalogue(scope, name));
      return column === "touchpoint" ? ofTouchpoints(scope, name, parents) : parents;
    }
    default:
      return keysOf(await listTouchpointChoices(scope));
  }
}

async function ofTouchpoints(
  scope: Scope,
  name: "phase" | "department",
  parents: ReadonlyMap<number, string>,
): Promise<Map<number, string>> {
  const touchpoints = await listTouchpointChoices(scope);
  return new Map(
    touchpoints.flatMap(({ id, phaseId, departmentId }) => {
      const key = parents.get((name === "phase" ? phaseId : departmentId) ?? 0);
      return key === undefined ? [] : [[id, key] as const];
    }),
  );
}

const keysOf = (choices: { id: number; key: string }[]) => new Map(choices.map(({ id, key }) => [id, key]));
