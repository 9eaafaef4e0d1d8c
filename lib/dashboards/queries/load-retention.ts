import type { Scope } from "@/lib/auth/scope";
import { type Change, changeOf } from "@/lib/feedback/rules/difference-of";
import { listPlans, listSegmentChoices } from "@/lib/filters/queries/customer-choices";
import { trendWindow } from "@/lib/filters/rules/spans";
import { type Cohort, pooledRetention } from "@/lib/metrics/cohorts";
import type { LogRank } from "@/lib/metrics/log-rank";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import type { SurvivalCurve } from "@/lib/metrics/survival";
import { bucketsOf, type Grain, nextBucket } from "@/lib/period/grain";
import { addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period, periodBefore, periodOf } from "@/lib/period/period";
import { countNotices, type Notices } from "@/lib/retention/queries/count-notices";
import { listCohorts } from "@/lib/retention/queries/list-cohorts";
import { listSurvival } from "@/lib/retention/queries/list-survival";
import { type ChurnRequest, measureChurn } from "@/lib/retention/queries/measure-churn";
import { measureRepurchase } from "@/lib/retention/queries/measure-repurchase";
import { measureRevenue } from "@/lib/retention/queries/measure-revenue";
import { resolveCustomerFilter, resolvePageRule } from "@/lib/retention/queries/resolve-customer-filter";
import type { CustomerFilter } from "@/lib/retention/queries/traits";
import type { ActivityRule } from "@/lib/retention/rules/activity-rule";
import type { CustomerFigure, FigureGroup } from "@/lib/retention/rules/figure";
import { listCatalogue } from "@/lib/touchpoints/queries";
import { readSettings } from "@/lib/workspaces/queries/read-settings";
import type { WorkspaceSettings } from "@/lib/workspaces/schema/settings";
import type { RetentionInput } from "../schema/customer-pages";

export type FigureBucket = {
  start: LocalDay;
  end: LocalDay;
  measured: Measured<Share>;
  isIncomplete: boolean;
};

export type ChurnData = {
  view: "churn";
  churn: CustomerFigure;
  change: Change;
  reasons: FigureGroup[];
  plans: FigureGroup[];
  segments: FigureGroup[];
  trend: FigureBucket[];
  revenue: CustomerFigure | null;
  notices: Notices | null;
};
export type CohortData = {
  view: "cohorts";
  cohorts: Cohort[];
  pooled: { age: number; active: number; size: number }[];
  /** The first day that is not looked at. */
  to: LocalDay | null;
};
export type SurvivalData = {
  view: "survival";
  all: SurvivalCurve;
  groups: { key: string | null; curve: SurvivalCurve }[];
  logRank: LogRank | null;
  asOf: LocalDay;
};
export type RepurchaseData = {
  view: "repurchase";
  repurchase: CustomerFigure;
  change: Change;
  groups: FigureGroup[];
  trend: FigureBucket[];
};

export type RetentionData = {
  today: LocalDay;
  /** The period while the address says nothing. */
  usualPeriod: WorkspaceSettings["defaultPeriod"];
  period: Period;
  before: Period;
  isOver: boolean;
  grain: Grain;
  rule: ActivityRule;
  /** What it is narrowed to, by keys. */
  filter: Pick<RetentionInput, "segment" | "phase" | "product-group" | "plan">;
  content: ChurnData | CohortData | SurvivalData | RepurchaseData;
  segments: { key: string; name: string }[];
  phases: { key: string; name: string }[];
  productGroups: { key: string; name: string }[];
  plans: string[];
};

type Asked = {
  period: Period;
  before: Period;
  window: Period;
  grain: Grain;
  today: LocalDay;
  rule: ActivityRule;
  filter: CustomerFilter;
};

export async function loadRetention(scope: Scope, input: RetentionInput): Promise<RetentionData> {
  const today = localDay(new Date(), scope.timeZone);
  const settings = await readSettings(scope);
  const period = periodOfInput(input, today, settings.defaultPeriod);
  const { window, grain } = trendWindow(period);
  const before = periodBefore(period);
  const rule = await resolvePageRule(scope, input, settings);
  const filter = await resolveCustomerFilter(scope, input);
  const asked: Asked = { period, before, window: window ?? period, grain, today, rule, filter };
  return {
    today,
    usualPeriod: settings.defaultPeriod,
    period,
    before,
    isOver: isOver(period, today),
    grain,
    rule,
    filter: input,
    content: await contentOf(scope, input, asked),
    segments: await listSegmentChoices(scope),
    phases: await listCatalogue(scope, "phase"),
    productGroups: await listCatalogue(scope, "productGroup"),
    plans: await listPlans(scope),
  };
}

/** Churn needs two ends: "all time" means the last three years. */
function periodOfInput(
  input: RetentionInput,
  today: LocalDay,
  usual: WorkspaceSettings["defaultPeriod"],
): Period {
  if (input.from || input.to) {
    const to = input.to ?? addMonths(input.from ?? today, 3);
    return { from: input.from ?? addMonths(to, -3), to };
  }
  const month = `${today.slice(0, 7)}-01`;
  return periodOf(input.period ?? usual, today) ?? { from: addMonths(month, -36), to: month };
}

function contentOf(scope: Scope, input: RetentionInput, asked: Asked): Promise<RetentionData["content"]> {
  switch (input.view) {
    case "cohorts":
      return loadCohorts(scope, input, asked);
    case "survival":
      return loadSurvival(scope, asked);
    case "repurchase":
      return loadRepurchase(scope, asked);
    default:
      return loadChurn(scope, input, asked);
  }
}

async function loadChurn(scope: Scope, input: RetentionInput, asked: Asked): Promise<ChurnData> {
  const { period, before, window, grain, today, rule, filter } = asked;
  const isContract = rule.rule === "contract";
  const measure = (of: Period, groupBy: ChurnRequest["groupBy"]) =>
    measureChurn(scope, { period: of, today, rule, filter, groupBy, leaveOutInvoluntary: false });
  const churn = await measure(period, isContract ? "reason" : null);
  const earlier = await measure(before, null);
  const byPlan = isContract ? await measure(period, "plan") : null;
  const trend = await measure(window, grain);
  const ofSegments = await resolveCustomerFilter(scope, { ...input, groupBy: "segment" });
  const bySegment = await measureChurn(scope, {
    period,
    today,
    rule,
    filter: ofSegments,
    groupBy: "segment",
    leaveOutInvoluntary: false,
  });
  return {
    view: "churn",
    churn,
    change: changeOf({ before: earlier.measured, after: churn.measured }),
    reasons: (churn.groups ?? []).filter(({ measured }) => measured.counts.numerator > 0),
    plans: byPlan?.groups ?? [],
    segments: (bySegment.groups ?? []).some(({ key }) => key !== null) ? (bySegment.groups ?? []) : [],
    trend: bucketed(trend.groups ?? [], { window, grain, today }),
    revenue: isContract ? await measureRevenue(scope, { period, today, filter, groupBy: null }) : null,
    notices: isContract ? await countNotices(scope, { period, filter }) : null,
  };
}

function bucketed(
  groups: readonly FigureGroup[],
  { window, grain, today }: Pick<Asked, "window" | "grain" | "today">,
): FigureBucket[] {
  return bucketsOf(window, grain).flatMap((start, b) => {
    const measured = groups[b]?.measured;
    if (!measured) return [];
    const end = nextBucket(start, grain);
    return [
      {
        start: start < window.from ? window.from : start,
        end: end > window.to ? window.to : end,
        measured,
        isIncomplete: end > today,
      },
    ];
  });
}

/** A period says which cohorts; without one the last two years. */
async function loadCohorts(
  scope: Scope,
  input: RetentionInput,
  { today, filter, period }: Asked,
): Promise<CohortData> {
  const month = `${today.slice(0, 7)}-01`;
  const isSaid = input.period || input.from || input.to;
  const from = isSaid ? period.from : addMonths(month, -24);
  const { cohorts, to } = await listCohorts(scope, {
    asked: { from, to: isSaid && period.to < today ? period.to : undefined },
    filter,
  });
  return { view: "cohorts", cohorts, pooled: pooledRetention(cohorts), to };
}

async function loadSurvival(scope: Scope, { today, rule, filter }: Asked): Promise<SurvivalData> {
  const request = { from: null, asOf: today, rule, filter };
  const found = await listSurvival(scope, { ...request, groupBy: null });
  const grouped =
    rule.rule === "contract" ? await listSurvival(scope, { ...request, groupBy: "plan" }) : null;
  const all = found.groups[0]?.curve ?? { n: 0, events: 0, lastTime: null, steps: [], median: null };
  return {
    view: "survival",
    all,
    groups: grouped && grouped.groups.length > 1 ? grouped.groups : [],
    logRank: grouped?.logRank ?? null,
    asOf: today,
  };
}

async function loadRepurchase(
  scope: Scope,
  { period, before, window, grain, today, filter }: Asked,
): Promise<RepurchaseData> {
  const repurchase = await measureRepurchase(scope, { asked: period, filter, groupBy: "product-group" });
  const earlier = await measureRepurchase(scope, { asked: before, filter, groupBy: null });
  const trend = await measureRepurchase(scope, { asked: window, filter, groupBy: grain });
  return {
    view: "repurchase",
    repurchase,
    change: changeOf({ before: earlier.measured, after: repurchase.measured }),
    groups: repurchase.groups ?? [],
    trend: bucketed(trend.groups ?? [], { window, grain, today }),
  };
}
