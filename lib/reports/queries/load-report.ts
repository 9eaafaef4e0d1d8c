import type { Scope } from "@/lib/auth/scope";
import { type CustomerFigures, customerFiguresReading } from "@/lib/dashboards/queries/load-customer-figures";
import { groupReading, type MeasureData, measureReading } from "@/lib/dashboards/queries/measure-reading";
import { gapReading } from "@/lib/expectations/queries/gap-reading";
import {
  beside,
  readingOfAll,
  readTogether,
  type TallyReading,
  together,
} from "@/lib/feedback/queries/read-together";
import { type Change, changesOf, type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import type { ScoreMeasure } from "@/lib/feedback/rules/score-measures";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { trendWindow } from "@/lib/filters/rules/spans";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period, periodBefore } from "@/lib/period/period";
import type { WorkspaceSettings } from "@/lib/workspaces/schema/settings";
import { type ExpectationsMet, expectationsMet } from "../rules/expectations-met";
import { bestAndWorst, monthAsked, monthOf } from "../rules/month";
import type { ReportInput } from "../schema";
import { answersReading, answersToGaps, type ReportMeasure } from "./list-answers-to-gaps";
import { type GapCost, loadCost } from "./load-cost";

export type TouchpointFigure = {
  key: string;
  name: string;
  department: string | null;
  now: Shown;
  change: Change | null;
};

/** What a report and the Monday mail speak of. */
export type ReportFigures = {
  measures: MeasureData[];
  customers: CustomerFigures;
  /** By the mean of what was experienced there; null where fewer than two have enough answers. */
  ends: { best: TouchpointFigure; worst: TouchpointFigure } | null;
  /** Null where nothing is expected, or nobody answered. */
  expectations: ExpectationsMet | null;
  settings: WorkspaceSettings;
};

export type ReportData = ReportFigures & {
  today: LocalDay;
  workspaceName: string;
  month: string;
  period: Period;
  before: Period;
  isOver: boolean;
  /** What goes along with the worst certain gap; null where there is none, or nobody's 180 days are over. */
  cost: GapCost | null;
  doing: ReportMeasure[];
};

/** The four numbers of the page are these and churn. */
const measuresShown: ScoreMeasure[] = ["relationship-nps", "csat", "ces"];

/** What the board reads about one month. */
export async function loadReport(scope: Scope, input: ReportInput): Promise<ReportData> {
  const today = localDay(new Date(), scope.timeZone);
  const period = monthAsked(input.month, today);
  const places = await readPlaces(scope);
  const { figures, answers } = await readTogether(scope, {
    figures: await figuresReading(scope, period, today, places),
    answers: beside(answersReading(scope)),
  });
  const worst = figures.expectations?.worst ?? null;
  return {
    ...figures,
    cost: worst
      ? await loadCost(
          scope,
          { touchpointId: worst.touchpointId, segment: worst.segment?.key ?? null },
          { today, places },
        )
      : null,
    doing: await answersToGaps(answers, { worstTouchpoint: worst?.key ?? null, places }),
    today,
    workspaceName: scope.workspaceName,
    month: monthOf(period),
    period,
    before: periodBefore(period),
    isOver: isOver(period, today),
  };
}

/** The figures of a period beside those of the one before. */
export async function loadFigures(scope: Scope, period: Period, today: LocalDay): Promise<ReportFigures> {
  const figures = await figuresReading(scope, period, today, await readPlaces(scope));
  return (await readTogether(scope, { figures })).figures;
}

async function figuresReading(
  scope: Scope,
  period: Period,
  today: LocalDay,
  places: Places,
): Promise<TallyReading<ReportFigures>> {
  const before = periodBefore(period);
  const spans = { period, before, trend: trendWindow(period, "month"), today };
  const base = { period: null };
  const readings = {
    measures: readingOfAll(measuresShown.map((key) => measureReading(key, base, spans))),
    touchpoints: groupReading("experience", base, spans, "touchpoint"),
    gaps: await gapReading(scope, { period, base, places }),
    customers: await customerFiguresReading(scope, { filter: {}, period, before, today, places }),
  };
  return together(readings, (read): ReportFigures => {
    const gaps = read.gaps.list;
    const compared = read.touchpoints.flatMap((group) => {
      const place = places.touchpoints.find(({ id }) => String(id) === group.id);
      return place && group.before ? [{ place, now: group.now, before: group.before }] : [];
    });
    const changes = changesOf(compared.map(({ now, before: then }) => ({ before: then, after: now })));
    const touchpoints = compared.map(
      ({ place, now }, index): TouchpointFigure => ({
        key: place.key,
        name: place.name,
        department: places.departments.find(({ id }) => id === place.departmentId)?.name ?? null,
        now: shownOf(now),
        change: changes[index] ?? null,
      }),
    );
    return {
      measures: read.measures,
      customers: read.customers,
      expectations: gaps ? expectationsMet(gaps, places) : null,
      ends: bestAndWorst(touchpoints, places.settings.fewBelow),
      settings: places.settings,
    };
  });
}
