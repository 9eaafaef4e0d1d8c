import type { Scope } from "@/lib/auth/scope";
import type { Prisma } from "@/lib/db/generated/client";
import { commonSlice } from "@/lib/feedback/queries/common-slice";
import { readTogether, type TallyReading } from "@/lib/feedback/queries/read-together";
import { respondents } from "@/lib/feedback/queries/respondents";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { ScoreTally, TallyGroup } from "@/lib/feedback/queries/tally-request";
import { differenceOf, type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import { measureOf, type ScoreMeasure, sliceOfMeasure, viewOf } from "@/lib/feedback/rules/score-measures";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { comparedWith, periodAsked } from "@/lib/filters/rules/spans";
import type { PageFilter } from "@/lib/filters/schema";
import { localName } from "@/lib/language/locale";
import type { Difference } from "@/lib/metrics/difference";
import type { Scale } from "@/lib/metrics/scales";
import { addTallies, type Tally, totalOf } from "@/lib/metrics/tally";
import { type VerdictOfChange, verdictOfChange } from "@/lib/metrics/verdict-of-change";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { isLeading } from "@/lib/segments/queries/counted-leading";
import { toldMarks } from "@/lib/segments/queries/told-marks";
import {
  filterOfGroup,
  type MixDimension,
  type MixGroup,
  type MixSplit,
  poolThin,
  splitByMix,
} from "../rules/mix-groups";
import type { CompareSlicesInput } from "../schema/compare-slices";

/** One of the two slices. */
export type ComparedSide = {
  filter: PageFilter;
  period: Period | null;
  isOver: boolean;
  now: Shown;
  /** Counts on one scale; empty where there are too few answers to show. */
  tally: Tally;
  scale: Scale | null;
  anonymous: number;
  unanswered: number;
};

export type MixLine = {
  group: MixSplit["rows"][number];
  /** The filters that leave exactly its answers; null where there is none. */
  filters: { a: PageFilter | null; b: PageFilter | null };
};

export type CompareData = {
  today: LocalDay;
  measure: ScoreMeasure;
  by: MixDimension;
  a: ComparedSide;
  b: ComparedSide;
  /** Whether the two differ in nothing but their time, so that one can be said to have become the other. */
  isInTime: boolean;
  difference: Difference | null;
  verdict: VerdictOfChange;
  /** Answers that are in both slices. */
  shared: number;
  split: MixSplit;
  lines: MixLine[];
  /** The segments that everybody is told apart by, in their order. */
  leading: { key: string; name: string }[];
  places: Places;
};

/** Two slices of one figure: how far they are apart, and what that comes from. */
export async function loadCompare(scope: Scope, input: CompareSlicesInput): Promise<CompareData> {
  const today = localDay(new Date(), scope.timeZone);
  const places = await readPlaces(scope);
  const measure = input.measure ?? "relationship-nps";
  const by = input.by ?? "segment";
  const periods = periodsOf(input, today, places);
  const { period: _, ...first } = input.a;
  const filters = { a: first, b: input.b };
  const slices = {
    a: { ...(await sliceOf(scope, filters.a, places)), period: periods.a },
    b: { ...(await sliceOf(scope, filters.b, places)), period: periods.b },
  };
  const compared = [slices.a, slices.b].map((slice) => sliceOfMeasure(measure, slice));
  const { groupBy, leading, tables } = await groupOf(scope, by, places, compared);
  const common = commonSlice(slices.a, slices.b);
  const read = await readTogether(scope, {
    a: { ...sideReading(measure, slices.a), tables },
    b: sideReading(measure, slices.b),
    groupsA: tallyReading(measure, slices.a, groupBy),
    groupsB: tallyReading(measure, slices.b, groupBy),
    ...(common ? { shared: sharedReading(measure, common) } : { shared: nothingShared }),
  });
  const side = (name: "a" | "b"): ComparedSide => ({
    filter: filters[name],
    period: periods[name],
    isOver: isOverOrOpen(periods[name], today),
    ...read[name],
  });
  const [a, b] = [side("a"), side("b")];
  const groups = groupsOf(measure, read.groupsA, read.groupsB);
  const split = splitByMix(groups, { a: a.now, b: b.now });
  const difference = a.now.suppressed || b.now.suppressed ? null : differenceOf(a.now, b.now);
  const verdict = verdictOfChange({ before: a.now, after: b.now, difference });
  return {
    ...{ today, measure, by, a, b, shared: read.shared, split, leading, places },
    isInTime: isSameFilter(filters.a, filters.b),
    difference: verdict === "notComparable" ? null : difference,
    verdict,
    lines: split.rows.map((group) => {
      const filterOf = (side: "a" | "b") =>
        filterOfGroup(filters[side], { group, side }, split.rows, { by, places, leading });
      return { group, filters: { a: filterOf("a"), b: filterOf("b") } };
    }),
  };
}

/** The second slice has the usual period; the first one stands before it unless it says otherwise. */
function periodsOf({ a, b }: CompareSlicesInput, today: LocalDay, { settings }: Places) {
  const second = periodAsked(b, today, settings.defaultPeriod);
  const { period = "before", from, to } = a;
  const isRelative = period === "before" || period === "year";
  if (isRelative && !from && !to) return { a: comparedWith(second, period), b: second };
  return { a: periodAsked({ from, to, period: isRelative ? undefined : period }, today), b: second };
}

const isOverOrOpen = (period: Period | null, today: LocalDay): boolean => !period || isOver(period, today);

function sliceOf(scope: Scope, filter: PageFilter, places: Places): Promise<Slice> {
  const { from: _, to: __, ...rest } = filter;
  return resolveFilter(scope, rest, places);
}

/** By segment everybody is in one group: the leading segments that they are in. */
async function groupOf(
  scope: Scope,
  by: MixDimension,
  { vocabulary }: Places,
  slices: readonly Slice[],
): Promise<{ groupBy: TallyGroup; leading: { key: string; name: string }[]; tables: Prisma.Sql[] }> {
  if (by !== "segment")
    return { groupBy: by === "product-group" ? "productGroup" : by, leading: [], tables: [] };
  const among = respondents(scope.workspaceId, slices);
  const { told, groups, tables } = await toldMarks(
    scope,
    vocabulary,
    vocabulary.segments.filter(isLeading),
    among,
  );
  return {
    groupBy: groups,
    tables,
    leading: told.map((row) => ({ key: row.key, name: localName(row, scope.locale) })),
  };
}

function sideReading(
  key: ScoreMeasure,
  base: Slice,
): TallyReading<Omit<ComparedSide, "filter" | "period" | "isOver">> {
  return {
    requests: [{ slice: sliceOfMeasure(key, base), view: viewOf(key) }],
    result: ([tallies = []]) => {
      const now = shownOf(measureOf(key, tallies));
      const scales = [...new Set(tallies.map(({ scale }) => scale))];
      const scale = scales.length === 1 ? (scales[0] ?? null) : null;
      const sum = (field: "anonymous" | "unanswered") =>
        tallies.reduce((total, one) => total + one[field], 0);
      return {
        now,
        tally: now.suppressed || !scale ? {} : addTallies(...tallies.map(({ tally }) => tally)),
        scale,
        anonymous: sum("anonymous"),
        unanswered: sum("unanswered"),
      };
    },
  };
}

const tallyReading = (key: ScoreMeasure, base: Slice, groupBy: TallyGroup): TallyReading<ScoreTally[]> => ({
  requests: [{ slice: sliceOfMeasure(key, base), view: viewOf(key), groupBy, answeredOnly: true }],
  result: ([tallies = []]) => tallies,
});

const sharedReading = (key: ScoreMeasure, common: Slice): TallyReading<number> => ({
  requests: [{ slice: sliceOfMeasure(key, common), view: viewOf(key), answeredOnly: true }],
  result: ([tallies = []]) => tallies.reduce((sum, { tally }) => sum + totalOf(tally), 0),
});

const nothingShared: TallyReading<number> = { requests: [], result: () => 0 };

function groupsOf(
  key: ScoreMeasure,
  before: readonly ScoreTally[],
  after: readonly ScoreTally[],
): MixGroup[] {
  const measuredOf = (some: readonly ScoreTally[], ids: MixGroup["ids"]) =>
    measureOf(
      key,
      some.filter(({ group }) => ids.includes(group)),
    );
  const held = (some: readonly ScoreTally[], ids: MixGroup["ids"]) =>
    ids.filter((id) => some.some(({ group }) => group === id));
  const pooled = (ids: MixGroup["ids"]) => ({
    a: measuredOf(before, ids),
    b: measuredOf(after, ids),
    heldBy: { a: held(before, ids), b: held(after, ids) },
  });
  const all = [...new Set([...before, ...after].map(({ group }) => group))];
  return poolThin(
    all.map((id) => ({ ids: [id], ...pooled([id]) })),
    pooled,
  );
}

/** Everything but the time is the same. */
function isSameFilter(a: PageFilter, b: PageFilter): boolean {
  const said = ({ period: _, from: __, to: ___, ...rest }: PageFilter) =>
    JSON.stringify(
      Object.entries(rest)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, [...[value].flat()].sort()])
        .sort(),
    );
  return said(a) === said(b);
}
