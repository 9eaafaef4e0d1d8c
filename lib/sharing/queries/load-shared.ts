import type { Scope } from "@/lib/auth/scope";
import { type BreakdownData, loadBreakdown } from "@/lib/dashboards/queries/load-breakdown";
import type { CustomerMeasure } from "@/lib/dashboards/queries/load-customer-figures";
import { loadOverview, type OverviewData } from "@/lib/dashboards/queries/load-overview";
import type { MeasureData } from "@/lib/dashboards/queries/measure-reading";
import type { BreakdownRow } from "@/lib/dashboards/rules/breakdowns";
import { breakdownInput, overviewInput } from "@/lib/dashboards/schema";
import { AppError, notFound } from "@/lib/errors/app-error";
import type { GapList } from "@/lib/expectations/queries/gap-reading";
import { type GapsPageData, loadGapsPage } from "@/lib/expectations/queries/load-gaps-page";
import { type GapMapFigures, gapMap } from "@/lib/expectations/rules/gap-map";
import type { GapRow } from "@/lib/expectations/rules/gap-row";
import { worstGaps } from "@/lib/expectations/rules/rank-gaps";
import { gapsPageInput } from "@/lib/expectations/schema";
import type { Shown } from "@/lib/feedback/rules/difference-of";
import type { Places } from "@/lib/filters/queries/read-places";
import type { LocalDay } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import { loadReport, type ReportData } from "@/lib/reports/queries/load-report";
import { reportInput } from "@/lib/reports/schema";
import { noteUse } from "../mutations";
import { searchValues } from "../rules/view-search";
import {
  changeForGuest,
  gapMapForGuest,
  gapRowForGuest,
  measureForGuest,
  shownToGuest,
} from "../rules/withhold";
import { isSharedPage, type SharedPage } from "../schema";

type Frame = {
  name: string;
  workspaceName: string;
  minimumN: number;
  today: LocalDay;
  period: Period | null;
  before: Period | null;
  isOver: boolean;
  /** What the view is narrowed to, by names. */
  filter: { name: FilterName; values: string[] }[];
  fewBelow: number;
};

export type SharedOverview = {
  page: "";
  chosen: MeasureData;
  measures: MeasureData[];
  customers: CustomerMeasure[];
  trend: OverviewData["trend"];
  /** Null unless the link says that comments may be read; never by whom. */
  comments: { score: number; text: string; touchpoint: string | null }[] | null;
};
export type SharedBreakdown = Pick<BreakdownData, "by" | "measure" | "whole" | "compared" | "changed"> & {
  page: "breakdown";
  rows: Omit<BreakdownRow, "filter">[];
};
/** A gap with the names of its place and group; everything that leads further is left out of the row. */
export type SharedGap = { row: GapRow; where: string; who: string | null; also: (string | null)[] };
export type SharedExpectations = {
  page: "expectations";
  counts: GapsPageData["counts"];
  hasExpectations: boolean;
  worst: SharedGap[];
  /** Where the view that was saved is the map. */
  map: GapMapFigures | null;
};
export type SharedReport = { page: "report"; report: ReportData };
export type SharedData = Frame & {
  content: SharedOverview | SharedBreakdown | SharedExpectations | SharedReport;
};

/**
 * What a link shows to whoever holds it: figures of the saved view as they stand today, read by the same functions as
 * the pages inside, and nothing that leads any further: no rows, no people, no ids.
 * @throws AppError `notFound` for anybody without a link, `invalid` where the view names what is gone
 */
export async function loadShared(scope: Scope): Promise<SharedData> {
  if (scope.actor.kind !== "share") throw notFound();
  const { db, workspaceId, workspaceName } = scope;
  const link = await db.shareLink.findFirst({ where: { workspaceId, id: scope.actor.id } });
  if (!link || !isSharedPage(link.page)) throw notFound();
  await noteUse(scope, link.id);
  const { name, minimumN, withComments, page, query } = link;
  const shown = await loaders[page](scope, searchValues(query), { least: minimumN, withComments });
  return { name, workspaceName, minimumN, ...shown };
}

type Allowed = { least: number; withComments: boolean };
type Loaded = Omit<SharedData, "name" | "workspaceName" | "minimumN">;

const loaders: Record<SharedPage, (scope: Scope, search: object, allowed: Allowed) => Promise<Loaded>> = {
  "": async (scope, search, { least, withComments }) => {
    const input = asked(overviewInput, search);
    const data = await loadOverview(scope, input);
    const chosen = measureForGuest(data.chosen, least);
    const mayQuote = withComments && chosen.now.n > 0 && !chosen.now.suppressed;
    return {
      ...frameOf(data, input, data.places),
      content: {
        page: "",
        chosen,
        measures: data.measures.map((one) => measureForGuest(one, least)),
        customers: data.customers.measures.map((one) => customersForGuest(one, least)),
        trend: data.trend,
        comments: withComments
          ? (mayQuote ? data.comments : []).map(({ score, comment, touchpoint }) => ({
              ...{ score, touchpoint },
              text: comment,
            }))
          : null,
      },
    };
  },
  breakdown: async (scope, search, { least }) => {
    const input = asked(breakdownInput, search);
    const { by, measure, whole, rows: found, ...data } = await loadBreakdown(scope, input);
    const rows = found.map(({ filter: _, now, change, ...row }) => ({
      ...row,
      now: shownToGuest(now, least),
      change: changeForGuest(now, change, least),
    }));
    const isWithheld = ({ now }: { now: Shown }) => now.suppressed === true;
    const verdicts = rows.map(({ change }) => change?.verdict ?? "tooFew");
    return {
      ...frameOf(data, input, data.places),
      content: {
        page: "breakdown",
        ...{ by, measure },
        compared: verdicts.filter((one) => one !== "tooFew" && one !== "notComparable").length,
        changed: verdicts.filter((one) => one === "up" || one === "down").length,
        whole: measureForGuest(whole, least),
        // The place in the order would tell of a value that is withheld.
        rows: [
          ...rows.filter((row) => !isWithheld(row)),
          ...rows.filter(isWithheld).sort((a, b) => a.name.localeCompare(b.name)),
        ],
      },
    };
  },
  expectations: async (scope, search, { least }) => {
    const input = asked(gapsPageInput, search);
    const data = await loadGapsPage(scope, input);
    const { list, counts, places, today, period, isOver } = data;
    return {
      ...frameOf({ today, period, before: null, isOver }, input, places),
      content: {
        page: "expectations",
        counts,
        hasExpectations: list.hasExpectations || list.rows.some(({ expected }) => expected !== null),
        worst: worstForGuest(list, places, least),
        map: input.view === "map" ? gapMapForGuest(gapMap(data, input), least) : null,
      },
    };
  },
  report: async (scope, search, { least }) => {
    const data = await loadReport(scope, asked(reportInput, search));
    return {
      ...{ today: data.today, period: data.period, before: data.before, isOver: data.isOver },
      filter: [],
      fewBelow: data.settings.fewBelow,
      content: { page: "report", report: reportForGuest(data, least) },
    };
  },
};

/** The ten worst of those with enough answers: who may not see a gap learns nothing by its place in the list either. */
function worstForGuest({ rows, segments }: GapList, { touchpoints }: Places, least: number): SharedGap[] {
  const nameOf = ({ segmentId }: GapRow) => segments.find(({ id }) => id === segmentId)?.name ?? null;
  return worstGaps(rows.filter(({ experience }) => experience.n >= least)).map(({ row, also }) => ({
    row: gapRowForGuest(row),
    where: touchpoints.find(({ id }) => id === row.touchpointId)?.name ?? "–",
    who: nameOf(row),
    also: also.map(nameOf),
  }));
}

function reportForGuest(data: ReportData, least: number): ReportData {
  return {
    ...data,
    measures: data.measures.map((one) => measureForGuest(one, least)),
    customers: {
      ...data.customers,
      measures: data.customers.measures.map((one) => customersForGuest(one, least)),
    },
    ...gapForGuest(data, least),
    ends: data.ends && data.ends.best.now.n >= least && data.ends.worst.now.n >= least ? data.ends : null,
  };
}

/** The worst gap and what goes along with it stay inside where too few have answered or were affected. */
function gapForGuest({ expectations, cost, doing }: ReportData, least: number) {
  const worst = expectations?.worst ?? null;
  const mayShow = worst !== null && worst.n >= least;
  return {
    expectations: expectations && { ...expectations, worst: mayShow ? worst : null },
    cost: mayShow && cost && cost.compared.with.lost.n >= least ? cost : null,
    // Who carries a measure is nobody's business outside.
    doing: doing.map((measure, index) => ({ ...measure, id: String(index), owner: null })),
  };
}

const customersForGuest = (one: CustomerMeasure, least: number): CustomerMeasure => ({
  ...one,
  now: shownToGuest(one.now, least),
  beside: one.beside && shownToGuest(one.beside, least),
  change: changeForGuest(one.now, one.change, least),
  trend: one.trend.map((bucket) => ({ ...bucket, measured: shownToGuest(bucket.measured, least) })),
});

const filterNames = ["segment", "phase", "touchpoint", "channel", "department", "product-group"] as const;
export type FilterName = (typeof filterNames)[number];

function frameOf(
  { today, period, before, isOver }: Pick<Frame, "today" | "period" | "before" | "isOver">,
  input: Partial<Record<FilterName, string[] | undefined>>,
  places: Places,
): Omit<Frame, "name" | "workspaceName" | "minimumN"> {
  const placesOf = {
    segment: places.segments,
    phase: places.phases,
    touchpoint: places.touchpoints,
    channel: places.channels,
    department: places.departments,
    "product-group": places.productGroups,
  };
  return {
    ...{ today, period, before, isOver },
    fewBelow: places.settings.fewBelow,
    filter: filterNames.flatMap((name) => {
      const keys = input[name] ?? [];
      const values = keys.map((key) => placesOf[name].find((one) => one.key === key)?.name ?? "–");
      return keys.length > 0 ? [{ name, values }] : [];
    }),
  };
}

/** A stored address is read like one that was typed. */
function asked<Output>(
  schema: { safeParse: (raw: unknown) => { success: true; data: Output } | { success: false } },
  search: object,
): Output {
  const read = schema.safeParse(search);
  if (!read.success) throw new AppError("invalid", "viewOutdated");
  return read.data;
}
