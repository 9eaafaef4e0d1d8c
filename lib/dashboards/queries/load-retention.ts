import type { Scope } from "@/lib/auth/scope";
import type { Prisma } from "@/lib/db/generated/client";
import {
  beside,
  nothing,
  readTogether,
  type TallyReading,
  together,
} from "@/lib/feedback/queries/read-together";
import { type Change, changeOf } from "@/lib/feedback/rules/difference-of";
import { plansReading } from "@/lib/filters/queries/customer-choices";
import { type Places, readPlaces } from "@/lib/filters/queries/read-places";
import { trendWindow } from "@/lib/filters/rules/spans";
import type { Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import { bucketsOf, type Grain, nextBucket } from "@/lib/period/grain";
import { addMonths, type LocalDay, localDay } from "@/lib/period/local-day";
import { isOver, type Period, periodBefore, periodOf } from "@/lib/period/period";
import { type Notices, noticesReading } from "@/lib/retention/queries/count-notices";
import { type ChurnRequest, churnReading } from "@/lib/retention/queries/measure-churn";
import { repurchaseReading } from "@/lib/retention/queries/measure-repurchase";
import { revenueReading } from "@/lib/retention/queries/measure-revenue";
import { keysById } from "@/lib/retention/queries/name-keys";
import { pageRule, resolveCustomerFilter } from "@/lib/retention/queries/resolve-customer-filter";
import type { CustomerFilter } from "@/lib/retention/queries/traits";
import type { ActivityRule } from "@/lib/retention/rules/activity-rule";
import type { CustomerFigure, FigureGroup } from "@/lib/retention/rules/figure";
import { segmentMemberships, toldOnce } from "@/lib/segments/queries/segment-condition";
import type { WorkspaceSettings } from "@/lib/workspaces/schema/settings";
import type { RetentionInput } from "../schema/customer-pages";
import { type CohortData, cohortsContent } from "./cohorts-content";
import { type SurvivalData, survivalContent } from "./survival-content";

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
  /** The period if the address says one. */
  said: Period | null;
  before: Period;
  window: Period;
  grain: Grain;
  today: LocalDay;
  rule: ActivityRule;
  filter: CustomerFilter;
  places: Places;
};

export async function loadRetention(scope: Scope, input: RetentionInput): Promise<RetentionData> {
  const today = localDay(new Date(), scope.timeZone);
  const places = await readPlaces(scope);
  const { settings, vocabulary } = places;
  const period = periodOfInput(input, today, settings.defaultPeriod);
  const { window, grain } = trendWindow(period);
  const before = periodBefore(period);
  const rule = pageRule(input, settings, places.hasContracts);
  const { filter, tables } = filterToldOnce(await resolveCustomerFilter(scope, input, vocabulary));
  const said = input.period || input.from || input.to ? period : null;
  const asked: Asked = { period, said, before, window: window ?? period, grain, today, rule, filter, places };
  const { content, plans } = await readTogether(scope, {
    content: await contentReading(scope, input, asked),
    plans: { ...beside(plansReading(scope)), tables },
  });
  return {
    today,
    usualPeriod: settings.defaultPeriod,
    period,
    before,
    isOver: isOver(period, today),
    grain,
    rule,
    filter: input,
    content,
    segments: places.segments.filter(({ retired }) => !retired),
    phases: places.phases,
    productGroups: places.productGroups,
    plans,
  };
}

/** Who is in the segments is told once, before the statement. */
function filterToldOnce(filter: CustomerFilter): { filter: CustomerFilter; tables: Prisma.Sql[] } {
  if (!filter.condition) return { filter, tables: [] };
  const { condition, tables } = toldOnce(filter.condition);
  return { filter: { ...filter, condition }, tables };
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

type Content = TallyReading<RetentionData["content"]>;

function contentReading(scope: Scope, input: RetentionInput, asked: Asked): Promise<Content> | Content {
  switch (input.view) {
    case "cohorts":
      return cohortsContent(scope, asked);
    case "survival":
      return survivalContent(scope, asked);
    case "repurchase":
      return repurchaseContent(scope, asked);
    default:
      return churnContent(scope, input, asked);
  }
}

async function churnContent(scope: Scope, input: RetentionInput, asked: Asked): Promise<Content> {
  const { period, before, window, grain, today, rule, filter, places } = asked;
  const isContract = rule.rule === "contract";
  const memberships = await segmentMemberships(scope, input.segment, { vocabulary: places.vocabulary });
  const ofSegments = { ...filter, memberships };
  const measure = (of: Period, groupBy: ChurnRequest["groupBy"], among = filter) =>
    beside(
      churnReading(scope, {
        ...{ period: of, today, rule, filter: among, groupBy },
        ...{ bucketsOnly: groupBy === grain, leaveOutInvoluntary: false },
      }),
    );
  return together(
    {
      churn: measure(period, isContract ? "reason" : null),
      earlier: measure(before, null),
      trend: measure(window, grain),
      bySegment: measure(period, "segment", ofSegments),
      byPlan: isContract ? measure(period, "plan") : nothing,
      revenue: isContract ? beside(revenueReading(scope, { period, today, filter, groupBy: null })) : nothing,
      notices: isContract ? beside(noticesReading(scope, { period, filter })) : nothing,
    },
    ({ churn, earlier, trend, bySegment, byPlan, revenue, notices }): ChurnData => ({
      view: "churn",
      churn,
      change: changeOf({ before: earlier.measured, after: churn.measured }),
      reasons: (churn.groups ?? []).filter(({ measured }) => measured.counts.numerator > 0),
      plans: byPlan?.groups ?? [],
      segments: (bySegment.groups ?? []).some(({ key }) => key !== null) ? (bySegment.groups ?? []) : [],
      trend: bucketed(trend.groups ?? [], { window, grain, today }),
      revenue,
      notices,
    }),
  );
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

function repurchaseContent(
  scope: Scope,
  { period, before, window, grain, today, filter, places }: Asked,
): Content {
  const keys = keysById(places.productGroups);
  const measure = (asked: Period, groupBy: Grain | "product-group" | null) =>
    beside(repurchaseReading(scope, { asked, filter, groupBy, bucketsOnly: groupBy === grain }, { keys }));
  return together(
    {
      repurchase: measure(period, "product-group"),
      earlier: measure(before, null),
      trend: measure(window, grain),
    },
    ({ repurchase, earlier, trend }): RepurchaseData => ({
      view: "repurchase",
      repurchase,
      change: changeOf({ before: earlier.measured, after: repurchase.measured }),
      groups: repurchase.groups ?? [],
      trend: bucketed(trend.groups ?? [], { window, grain, today }),
    }),
  );
}
