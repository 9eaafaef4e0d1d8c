import type { Scope } from "@/lib/auth/scope";
import type { Prisma } from "@/lib/db/generated/client";
import { readTogether } from "@/lib/feedback/queries/read-together";
import type { TallyGroup } from "@/lib/feedback/queries/tally-request";
import { changesOf, shownOf } from "@/lib/feedback/rules/difference-of";
import type { ScoreMeasure } from "@/lib/feedback/rules/score-measures";
import { type Place, type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { noneKey, resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { comparedWith, periodAsked, trendWindow } from "@/lib/filters/rules/spans";
import type { PageFilter } from "@/lib/filters/schema";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { groupsToldOnce, segmentMemberships } from "@/lib/segments/queries/segment-condition";
import { type Breakdown, type BreakdownRow, sortRows } from "../rules/breakdowns";
import { narrowedFilter, placeOf } from "../rules/narrowed-filter";
import type { BreakdownInput } from "../schema";
import { type GroupScore, groupReading, type MeasureData, measureReading } from "./measure-reading";
import { membersToldOnce } from "./members-told-once";

export type BreakdownData = {
  today: LocalDay;
  period: Period | null;
  isOver: boolean;
  before: Period | null;
  by: Breakdown;
  measure: ScoreMeasure;
  /** The figure of the whole slice. */
  whole: MeasureData;
  rows: BreakdownRow[];
  /** How many could be compared, and how many of them have really changed. */
  compared: number;
  changed: number;
  places: Places;
};

/** A figure by touchpoint, phase, channel, segment, department or product group, now and before. */
export async function loadBreakdown(scope: Scope, input: BreakdownInput): Promise<BreakdownData> {
  const today = localDay(new Date(), scope.timeZone);
  const by = input.by ?? "touchpoint";
  const measure = input.measure ?? (by === "segment" ? "relationship-nps" : "csat");
  const places = await readPlaces(scope);
  const period = periodAsked(input, today, places.settings.defaultPeriod);
  const before = comparedWith(period, input.compare ?? "before");
  const { from: _, to: __, ...filter } = input;
  const base = await resolveFilter(scope, filter, places);
  const spans = { period, before, trend: { ...trendWindow(period), window: period }, today };
  const { slice, tables } = membersToldOnce(base);
  const column = await columnOf(scope, by, input.segment, places);
  const { whole, groups } = await readTogether(scope, {
    whole: { ...measureReading(measure, slice, spans), tables },
    groups: { ...groupReading(measure, slice, spans, column.groupBy), tables: column.tables },
  });
  const rows = rowsOf(by, groups, places, input);
  const verdicts = rows.map(({ change }) => change?.verdict);
  return {
    today,
    period,
    isOver: !period || isOver(period, today),
    before,
    by,
    measure,
    whole,
    rows: sortRows(rows, input.sort),
    compared: verdicts.filter((verdict) => verdict && !["tooFew", "notComparable"].includes(verdict)).length,
    changed: verdicts.filter((verdict) => verdict === "up" || verdict === "down").length,
    places,
  };
}

async function columnOf(
  scope: Scope,
  by: Breakdown,
  segments: readonly string[] | undefined,
  { vocabulary }: Places,
): Promise<{ groupBy: TallyGroup; tables: Prisma.Sql[] }> {
  if (by !== "segment") return { groupBy: by === "product-group" ? "productGroup" : by, tables: [] };
  const { rows } = await segmentMemberships(scope, segments, { vocabulary });
  const { groups, tables } = groupsToldOnce(rows);
  return { groupBy: groups, tables };
}

function rowsOf(
  by: Breakdown,
  groups: readonly GroupScore[],
  places: Places,
  filter: PageFilter,
): BreakdownRow[] {
  const found = groups
    .filter(({ now, before }) => now.n > 0 || (before?.n ?? 0) > 0)
    .filter(({ id }) => by !== "segment" || id !== null);
  const pairs = found.flatMap(({ now, before }) => (before ? [{ before, after: now }] : []));
  const changes = pairs.length === found.length ? changesOf(pairs) : [];
  return found.map(({ id, now }, index) => {
    const place = placeOf(by, id, places);
    return {
      key: place?.key ?? noneKey,
      name: place?.name ?? "",
      detail: by === "touchpoint" ? departmentOf(place, places) : null,
      filter: narrowedFilter(filter, by, place, places),
      now: shownOf(now),
      change: changes[index] ?? null,
    };
  });
}

function departmentOf(place: Place | undefined, places: Places): string | null {
  const touchpoint = places.touchpoints.find(({ id }) => id === place?.id);
  return places.departments.find(({ id }) => id === touchpoint?.departmentId)?.name ?? null;
}
