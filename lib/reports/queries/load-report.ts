import type { Scope } from "@/lib/auth/scope";
import { type CustomerFigures, loadCustomerFigures } from "@/lib/dashboards/queries/load-customer-figures";
import { groupReading, type MeasureData, measureReading } from "@/lib/dashboards/queries/measure-reading";
import { readingOfAll, readTogether } from "@/lib/dashboards/queries/read-together";
import { type Change, changesOf, type Shown, shownOf } from "@/lib/feedback/rules/difference-of";
import type { ScoreMeasure } from "@/lib/feedback/rules/score-measures";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { trendWindow } from "@/lib/filters/rules/spans";
import { type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period, periodBefore } from "@/lib/period/period";
import type { WorkspaceSettings } from "@/lib/workspaces/schema/settings";
import { bestAndWorst, monthAsked, monthOf } from "../rules";
import type { ReportInput } from "../schema";

export type TouchpointFigure = {
  key: string;
  name: string;
  department: string | null;
  now: Shown;
  change: Change | null;
};

export type ReportData = {
  today: LocalDay;
  workspaceName: string;
  month: string;
  period: Period;
  before: Period;
  isOver: boolean;
  measures: MeasureData[];
  customers: CustomerFigures;
  /** By the mean of what was experienced there; null where fewer than two have enough answers. */
  ends: { best: TouchpointFigure; worst: TouchpointFigure } | null;
  settings: WorkspaceSettings;
};

/** The four numbers of the page are these and churn. */
const measuresShown: ScoreMeasure[] = ["relationship-nps", "csat", "ces"];

/** What the board reads about one month. */
export async function loadReport(scope: Scope, input: ReportInput): Promise<ReportData> {
  const today = localDay(new Date(), scope.timeZone);
  const period = monthAsked(input.month, today);
  const before = periodBefore(period);
  const spans = { period, before, trend: trendWindow(period, "month"), today };
  const places = await readPlaces(scope);
  const base = { period: null };
  const read = await readTogether(scope, {
    measures: readingOfAll(measuresShown.map((key) => measureReading(key, base, spans))),
    touchpoints: groupReading("experience", base, spans, "touchpoint"),
  });
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
    today,
    workspaceName: scope.workspaceName,
    month: monthOf(period),
    period,
    before,
    isOver: isOver(period, today),
    measures: read.measures,
    customers: await loadCustomerFigures(scope, {
      ...{ filter: {}, period, before, today },
      settings: places.settings,
    }),
    ends: bestAndWorst(touchpoints, places.settings.fewBelow),
    settings: places.settings,
  };
}
