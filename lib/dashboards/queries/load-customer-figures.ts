import type { Scope } from "@/lib/auth/scope";
import { type Change, changeOf } from "@/lib/feedback/rules/difference-of";
import { bounded, periodsBack } from "@/lib/filters/rules/spans";
import { filterNames, type PageFilter } from "@/lib/filters/schema";
import { churn, retention } from "@/lib/metrics/churn";
import type { DefinitionParameters, Measured } from "@/lib/metrics/measured";
import { repurchase } from "@/lib/metrics/repurchase";
import type { LocalDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { countFlows } from "@/lib/retention/queries/count-flows";
import { countPurchases } from "@/lib/retention/queries/count-purchases";
import {
  type RuleSettings,
  resolveCustomerFilter,
  resolvePageRule,
} from "@/lib/retention/queries/resolve-customer-filter";
import { parametersOfRule } from "@/lib/retention/rules/activity-rule";
import type { Edges } from "@/lib/retention/rules/edges";

export type CustomerMeasure = {
  key: "churn" | "repurchase";
  now: Measured;
  /** Beside churn: what it leaves. */
  beside: Measured | null;
  change: Change | null;
  /** The period and equal ones before it, oldest first. */
  trend: { period: Period; measured: Measured; isIncomplete: boolean }[];
};

/** Figures on customers, or the names of the filters that mean nothing for them. */
export type CustomerFigures = { measures: CustomerMeasure[]; withoutMeaning: string[] };

const ofAnswers = ["touchpoint", "channel", "department", "technique"] as const;
const periodsShown = 8;

/**
 * Churn and repurchase of the period and the equal ones before it, a statement each. What only answers have (a
 * touchpoint, a channel) means nothing for customers; that is said and not ignored.
 */
export async function loadCustomerFigures(
  scope: Scope,
  {
    filter,
    period,
    before,
    today,
    settings,
  }: {
    filter: PageFilter;
    period: Period | null;
    before: Period | null;
    today: LocalDay;
    settings: RuleSettings;
  },
): Promise<CustomerFigures> {
  const withoutMeaning = filterNames.filter(
    (name) => ofAnswers.some((one) => one === name) && filter[name] !== undefined,
  );
  const span = bounded(period);
  if (withoutMeaning.length > 0 || !span) return { measures: [], withoutMeaning };
  const customers = await resolveCustomerFilter(scope, filter);
  const rule = await resolvePageRule(scope, {}, settings);
  const isBefore = before !== null && before.to === span.from;
  const periods = periodsBack(span, periodsShown);
  // Another period to compare with than the one before (the same a year ago) is a reading of its own.
  const edges = edgesOfPeriods(periods);
  const apart = before && !isBefore ? edgesOfPeriods([before]) : null;
  const request = { rule, filter: customers, groupBy: null };
  const flows = await countFlows(scope, { edges, ...request });
  const flowsApart = apart && (await countFlows(scope, { edges: apart, ...request }));
  const bought = await countPurchases(scope, { edges, filter: customers, groupBy: null });
  const boughtApart =
    apart && (await countPurchases(scope, { edges: apart, filter: customers, groupBy: null }));
  const parameters: DefinitionParameters = parametersOfRule(rule);
  const measures = [
    customerMeasure("churn", {
      periods,
      today,
      before,
      values: flows.buckets.map(({ flow }) => churn(flow, parameters)),
      apart: flowsApart ? churn(flowsApart.whole.flow, parameters) : null,
      beside: retentionOf(flows.buckets.at(-1)?.flow, parameters),
    }),
    customerMeasure("repurchase", {
      periods,
      today,
      before,
      values: bought.buckets.map(repurchaseOf),
      apart: boughtApart ? repurchaseOf(boughtApart.whole) : null,
      beside: null,
    }),
  ];
  return { measures, withoutMeaning };
}

type Found = {
  periods: Period[];
  values: Measured[];
  apart: Measured | null;
  beside: Measured | null;
  before: Period | null;
  today: LocalDay;
};

function customerMeasure(
  key: CustomerMeasure["key"],
  { periods, values, apart, beside, before, today }: Found,
): CustomerMeasure {
  const now = values.at(-1);
  if (!now) throw new Error("A period was asked for.");
  const then = apart ?? (before ? values.at(-2) : undefined);
  return {
    key,
    now,
    beside,
    change: then ? changeOf({ before: then, after: now }) : null,
    trend: periods.map((period, index) => ({
      period,
      measured: values[index] ?? now,
      isIncomplete: !isOver(period, today),
    })),
  };
}

const edgesOfPeriods = (periods: Period[]): Edges => ({
  days: [...periods.map(({ from }) => from), periods.at(-1)?.to ?? ""],
  keys: periods.map(({ from }) => from),
});

const retentionOf = (
  flow: { start: number; lost: number } | undefined,
  parameters: DefinitionParameters,
): Measured | null => (flow ? retention(flow, parameters) : null);

const repurchaseOf = ({ buyers, twice }: { buyers: number; twice: number }): Measured =>
  repurchase({ atLeastOne: buyers, atLeastTwo: twice });
