import type { Scope } from "@/lib/auth/scope";
import { type GapList, gapReading } from "@/lib/expectations/queries/gap-reading";
import type { GapRow } from "@/lib/expectations/rules/gap-row";
import { pooledGaps, touchpointsMet, worstGaps } from "@/lib/expectations/rules/rank-gaps";
import { type Comment, listComments } from "@/lib/feedback/queries/list-comments";
import { readingOfAll, readTogether } from "@/lib/feedback/queries/read-together";
import type { Slice } from "@/lib/feedback/queries/slice";
import { changesOf, type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import {
  measureOf,
  type ScoreMeasure,
  scoreMeasures,
  sliceOfMeasure,
  viewOf,
} from "@/lib/feedback/rules/score-measures";
import { type Place, type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { comparedWith, periodAsked, type TrendWindow, trendWindow } from "@/lib/filters/rules/spans";
import type { PageFilter } from "@/lib/filters/schema";
import type { GapVerdict } from "@/lib/metrics/gap-verdict";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { narrowedFilter } from "../rules/narrowed-filter";
import { isPutAside, type Notice, noticesOf, type TouchpointChange } from "../rules/notices";
import { criticalScores } from "../rules/score-bands";
import type { OverviewInput } from "../schema";
import { type Covered, coverageReading } from "./coverage-reading";
import { type CustomerFigures, customerFiguresReading } from "./load-customer-figures";
import { type GroupScore, groupReading, type MeasureData, measureReading } from "./measure-reading";
import { membersToldOnce } from "./members-told-once";
import { type Desk, deskReading } from "./read-desk";
import { type WhoAnswered, whoReading } from "./who-reading";

/** A place where expectations are missed for certain, with who is meant. */
export type OverviewGap = { row: GapRow; touchpoint: Place; segment: { key: string; name: string } | null };

export type PhaseScore = {
  key: string;
  name: string;
  parent: string | null;
  measured: Shown;
  /** Whether what is expected in this phase is met; null where nothing is expected. */
  gap: GapVerdict | null;
  /** The filter that leaves exactly these answers. */
  filter: PageFilter;
};

export type OverviewData = {
  today: LocalDay;
  period: Period | null;
  isOver: boolean;
  before: Period | null;
  trend: TrendWindow;
  measures: MeasureData[];
  chosen: MeasureData;
  customers: CustomerFigures;
  phases: PhaseScore[];
  /** Touchpoints that do what is expected of them; null while nothing is expected anywhere. */
  expectations: { met: number; judged: number } | null;
  notices: Notice[];
  /** How many notices the reader has put aside. */
  putAside: number;
  sinceVisit: Desk["sinceVisit"];
  markers: Desk["markers"];
  who: WhoAnswered[];
  /** Who of the customers answered at all; null where only some answers are asked about. */
  coverage: Covered[] | null;
  comments: Comment[];
  places: Places;
};

export async function loadOverview(scope: Scope, input: OverviewInput): Promise<OverviewData> {
  const today = localDay(new Date(), scope.timeZone);
  const places = await readPlaces(scope);
  const period = periodAsked(input, today, places.settings.defaultPeriod);
  const before = comparedWith(period, input.compare ?? "before");
  const trend = trendWindow(period, input.grain);
  const spans = { period, before, trend, today };
  const { from: _, to: __, ...filter } = input;
  const base = await resolveFilter(scope, filter, places);
  const { slice, tables } = membersToldOnce(base);
  const read = await readTogether(scope, {
    measures: { ...readingOfAll(scoreMeasures.map((key) => measureReading(key, slice, spans))), tables },
    // After the table of the members, which it looks into.
    gaps: await gapReading(scope, { period, base: slice, segments: input.segment, places }),
    touchpoints: groupReading("csat", slice, spans, "touchpoint"),
    phases: groupReading("csat", slice, { period, before: null }, "phase"),
    who: whoReading(slice, period),
    customers: await customerFiguresReading(scope, {
      ...{ filter: input, period, before, today, places },
      condition: slice.customerCondition,
    }),
    coverage: await coverageReading(scope, {
      ...{ filter: input, period, places },
      condition: slice.customerCondition,
    }),
    desk: deskReading(scope, { window: trend.window, today }),
  });
  const { desk } = read;
  const chosen = chosenMeasure(input.measure, read.measures);
  const changes = touchpointChanges(read.touchpoints, places);
  const { list } = read.gaps;
  const notices = noticesOf({ changes, gaps: gapsOf(list, places), ...attentionOf(places, desk) });
  const open = notices.filter((notice) => !isPutAside(notice, desk.acknowledged, today));
  return {
    today,
    period,
    isOver: !period || isOver(period, today),
    before,
    trend,
    measures: read.measures,
    chosen,
    customers: read.customers,
    phases: phaseScores(read.phases, places, input, list),
    expectations: list.hasExpectations ? touchpointsMet(list.rows) : null,
    notices: open,
    putAside: notices.length - open.length,
    sinceVisit: desk.sinceVisit,
    markers: desk.markers.filter(isAbout(base, places, input)),
    who: read.who(chosen.key),
    coverage: read.coverage,
    comments: await commentsOf(scope, chosen, { ...base, period }),
    places,
  };
}

/** The figure that was asked for, else the first that somebody answered. */
export function chosenMeasure(wanted: ScoreMeasure | undefined, measures: MeasureData[]): MeasureData {
  const found =
    measures.find(({ key }) => key === wanted) ?? measures.find(({ now }) => now.n > 0) ?? measures[0];
  if (!found) throw new Error("A page shows at least one figure.");
  return found;
}

/** Every touchpoint of the filter in the period and before; called up or down only after the correction for so many. */
function touchpointChanges(groups: readonly GroupScore[], places: Places): TouchpointChange[] {
  const compared = groups.flatMap(({ id, now, before }) => {
    const touchpoint = places.touchpoints.find((one) => String(one.id) === id);
    return touchpoint && before ? [{ touchpoint, now, before }] : [];
  });
  const changes = changesOf(compared.map(({ now, before }) => ({ before, after: now })));
  return compared.flatMap(({ touchpoint: { id, key, name }, now }, index) => {
    const change = changes[index];
    return change ? [{ id, key, name, now, change }] : [];
  });
}

function attentionOf(places: Places, { silentIds, findings }: Desk) {
  const silent = new Set(silentIds);
  return {
    findings,
    // As the inventory says it: neither a department nor a person.
    ownerless: places.touchpoints.filter(
      ({ departmentId, ownerUserId, retired }) => departmentId === null && ownerUserId === null && !retired,
    ),
    silent: places.touchpoints.filter(({ id }) => silent.has(id)),
  };
}

/**
 * Phases that touchpoints belong to, in their order, with the answers of their touchpoints together. One that has
 * sub-phases stands there only for answers that belong to none of these.
 */
function phaseScores(
  groups: readonly GroupScore[],
  places: Places,
  filter: PageFilter,
  list: GapList,
): PhaseScore[] {
  const shown = places.phases.flatMap((phase) => {
    const { id } = phase;
    const measured = shownOf(groups.find((one) => one.id === String(id))?.now ?? measureOf("csat", []));
    const isInUse = places.touchpoints.some(({ phaseId, retired }) => phaseId === id && !retired);
    const isParent = places.phases.some((one) => one.parentId === id);
    return measured.n === 0 && (isParent || !isInUse) ? [] : [{ phase, measured }];
  });
  const gaps = gapsOfPhases(
    shown.map(({ phase }) => phase.id),
    places,
    list,
  );
  return shown.map(({ phase, measured }, index) => ({
    key: phase.key,
    name: phase.name,
    parent: places.phases.find(({ id }) => id === phase.parentId)?.name ?? null,
    measured,
    gap: gaps[index] ?? null,
    filter: narrowedFilter(filter, "phase", phase, places),
  }));
}

/** All customers at the touchpoints of each phase, each answer against what was expected of it. */
function gapsOfPhases(phaseIds: readonly number[], places: Places, list: GapList): (GapVerdict | null)[] {
  const phaseOf = new Map(places.touchpoints.map(({ id, phaseId }) => [id, phaseId]));
  const ofAll = list.rows.filter(({ segmentId }) => segmentId === null);
  const groups = phaseIds.map((id) => ofAll.filter(({ touchpointId }) => phaseOf.get(touchpointId) === id));
  return pooledGaps(groups, list).map(({ verdict }) =>
    verdict === "noExpectation" || verdict === "nobodyAnswered" ? null : verdict,
  );
}

const gapsShown = 3;

function gapsOf({ rows, segments }: GapList, places: Places): OverviewGap[] {
  return worstGaps(rows, gapsShown).flatMap(({ row }) => {
    const touchpoint = places.touchpoints.find(({ id }) => id === row.touchpointId);
    const segment = segments.find(({ id }) => id === row.segmentId) ?? null;
    return touchpoint ? [{ row, touchpoint, segment }] : [];
  });
}

/** Events that concern everybody, and those of what the filter is about. */
function isAbout(slice: Slice, places: Places, filter: OverviewInput) {
  const segments = places.segments.filter(({ key }) => filter.segment?.includes(key)).map(({ id }) => id);
  return ({ touchpointId, segmentId }: Desk["markers"][number]): boolean => {
    if (touchpointId !== null && slice.touchpointIds && !slice.touchpointIds.includes(touchpointId))
      return false;
    return segmentId === null || !filter.segment || segments.includes(segmentId);
  };
}

const commentsShown = 6;

/** What was said by those for whom something went wrong; nothing where so few answered that they could be recognised. */
async function commentsOf(scope: Scope, { key, now, scale }: MeasureData, base: Slice): Promise<Comment[]> {
  if (!scale || now.n === 0 || now.suppressed) return [];
  const scores = criticalScores(key, scale);
  return listComments(scope, {
    slice: sliceOfMeasure(key, base),
    view: viewOf(key),
    scores,
    limit: commentsShown,
  });
}
