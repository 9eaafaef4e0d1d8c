import type { Scope } from "@/lib/auth/scope";
import { beside, readingOfAll, type TallyReading } from "@/lib/feedback/queries/read-together";
import { type Change, changeOf } from "@/lib/feedback/rules/difference-of";
import type { Places } from "@/lib/filters/queries/read-places";
import { bounded, periodsBack } from "@/lib/filters/rules/spans";
import { filterNames, type PageFilter } from "@/lib/filters/schema";
import { churn, retention } from "@/lib/metrics/churn";
import type { DefinitionParameters, Measured } from "@/lib/metrics/measured";
import { repurchase } from "@/lib/metrics/repurchase";
import type { LocalDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { flowsReading } from "@/lib/retention/queries/count-flows";
import { purchasesReading } from "@/lib/retention/queries/count-purchases";
import { pageRule, resolveCustomerFilter } from "@/lib/retention/queries/resolve-customer-filter";
import { parametersOfRule } from "@/lib/retention/rules/activity-rule";
import type { Edges } from "@/lib/retention/rules/edges";
import type { CustomerCondition } from "@/lib/segments/queries/segment-condition";

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

type Asked = {
  filter: PageFilter;
  period: Period | null;
  before: Period | null;
  today: LocalDay;
  places: Places;
  /** Who is in the segments of the filter, where the page has told it already. */
  condition?: CustomerCondition | undefined;
};

/**
 * Churn and repurchase of the period and the equal ones before it. What only answers have (a touchpoint, a channel)
 * means nothing for customers; that is said and not ignored.
 */
export async function customerFiguresReading(
  scope: Scope,
  { filter, period, before, today, places, condition }: Asked,
): Promise<TallyReading<CustomerFigures>> {
  const withoutMeaning = filterNames.filter(
    (name) => ofAnswers.some((one) => one === name) && filter[name] !== undefined,
  );
  const span = bounded(period);
  if (withoutMeaning.length > 0 || !span)
    return { requests: [], result: () => ({ measures: [], withoutMeaning }) };
  const customers = await resolveCustomerFilter(
    scope,
    condition ? { ...filter, segment: undefined } : filter,
    places.vocabulary,
  );
  if (condition) customers.condition = condition;
  const rule = pageRule({}, places.settings, places.hasContracts);
  const isBefore = before !== null && before.to === span.from;
  const periods = periodsBack(span, periodsShown);
  // Another period to compare with than the one before (the same a year ago) is a reading of its own.
  const apart = before && !isBefore ? [edgesOfPeriods([before])] : [];
  const edges = [edgesOfPeriods(periods), ...apart];
  const request = { rule, filter: customers, groupBy: null, bucketsOnly: true };
  const flows = readingOfAll(edges.map((one) => beside(flowsReading(scope, { edges: one, ...request }))));
  const bought = readingOfAll(
    edges.map((one) => beside(purchasesReading(scope, { edges: one, ...request }))),
  );
  const parameters: DefinitionParameters = parametersOfRule(rule);
  const found = { periods, today, before };
  return {
    requests: [],
    statements: [...(flows.statements ?? []), ...(bought.statements ?? [])],
    result: (_, rows) => {
      const [flow, flowApart] = flows.result([], rows);
      const [purchases, purchasesApart] = bought.result([], rows.slice(flows.statements?.length));
      const measures = [
        customerMeasure("churn", {
          ...found,
          values: flow?.buckets.map((one) => churn(one.flow, parameters)) ?? [],
          apart: flowApart?.buckets[0] ? churn(flowApart.buckets[0].flow, parameters) : null,
          beside: retentionOf(flow?.buckets.at(-1)?.flow, parameters),
        }),
        customerMeasure("repurchase", {
          ...found,
          values: purchases?.buckets.map(repurchaseOf) ?? [],
          apart: purchasesApart?.buckets[0] ? repurchaseOf(purchasesApart.buckets[0]) : null,
          beside: null,
        }),
      ];
      return { measures, withoutMeaning };
    },
  };
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
