import type { Scope } from "@/lib/auth/scope";
import { type Reading, readOne } from "@/lib/db/reading";
import { AppError } from "@/lib/errors/app-error";
import { churn, earlyLoss, retention, voluntaryChurn } from "@/lib/metrics/churn";
import type { DefinitionParameters, Measured } from "@/lib/metrics/measured";
import type { Share } from "@/lib/metrics/share";
import type { LocalDay } from "@/lib/period/local-day";
import { isOver, type Period } from "@/lib/period/period";
import { type ActivityRule, parametersOfRule } from "../rules/activity-rule";
import { edgesOf } from "../rules/edges";
import { byKey, type CustomerFigure, type CustomerGrouping, grainOf, traitOf } from "../rules/figure";
import type { GroupFlow } from "../rules/flows";
import { type Flows, flowsReading } from "./count-flows";
import { type KeysOfTrait, keysOfTrait, nameKeys } from "./name-keys";
import type { CustomerFilter } from "./traits";

export type RetentionRequest = {
  period: Period;
  today: LocalDay;
  rule: ActivityRule;
  filter: CustomerFilter;
  groupBy: Exclude<CustomerGrouping, "reason"> | null;
  /** Only groups in time are wanted, and nothing of the whole period. */
  bucketsOnly?: boolean | undefined;
};

export type ChurnRequest = Omit<RetentionRequest, "groupBy"> & {
  groupBy: CustomerGrouping | null;
  leaveOutInvoluntary: boolean;
};

/**
 * Churn rate of a period, with early loss beside it. Groups in time are periods of their own; groups by reason share
 * the customers at the start, so that they add up to the rate.
 * @throws AppError `invalid` where reasons or involuntary losses are asked for and no contract knows them
 */
export async function measureChurn(scope: Scope, request: ChurnRequest): Promise<CustomerFigure> {
  const keys = await keysOfTrait(scope, traitOf(request.groupBy));
  return readOne(scope.db, churnReading(scope, request, keys));
}

/**
 * The same, to be asked together with the rest of a page.
 * @param keys of the trait that customers are told apart by
 */
export function churnReading(
  scope: Scope,
  request: ChurnRequest,
  keys: KeysOfTrait = null,
): Reading<CustomerFigure> {
  const { rule, groupBy, leaveOutInvoluntary } = request;
  if (rule.rule === "inactivity") refuseWhatContractsKnow(request);
  const measure: Measure = (flow, parameters) =>
    leaveOutInvoluntary
      ? voluntaryChurn(flow, parameters)
      : churn(flow, rule.rule === "contract" ? { ...parameters, involuntary: "included" } : parameters);
  if (groupBy !== "reason") return figureReading(scope, { ...request, groupBy }, measure, keys);
  const { statements, result } = flowFigure(scope, { ...request, groupBy: null }, measure);
  return {
    statements,
    result: (rows) => {
      const { figure, flows, parameters } = result(rows);
      const reasons = flows.whole.reasons.filter(
        ({ lost, involuntary }) => !leaveOutInvoluntary || lost > involuntary,
      );
      const groups = reasons.map(({ reason, lost, involuntary }) => ({
        key: reason,
        measured: measure({ start: flows.whole.flow.start, lost, involuntary }, parameters),
      }));
      return { ...figure, groups: groups.sort(byKey) };
    },
  };
}

/** Retention rate of a period: 1 − churn by construction. */
export async function measureRetention(scope: Scope, request: RetentionRequest): Promise<CustomerFigure> {
  const keys = await keysOfTrait(scope, traitOf(request.groupBy));
  return readOne(scope.db, figureReading(scope, request, retention, keys));
}

type Measure = (flow: GroupFlow["flow"], parameters: DefinitionParameters) => Measured<Share>;

function figureReading(
  scope: Scope,
  request: RetentionRequest,
  measure: Measure,
  keys: KeysOfTrait,
): Reading<CustomerFigure> {
  const { groupBy } = request;
  const { statements, result } = flowFigure(scope, request, measure);
  return {
    statements,
    result: (rows) => {
      const { figure, flows, parameters, buckets } = result(rows);
      const ofTrait = flows.groups.map(({ key, flow }) => ({
        key,
        measured: measure(flow.flow, parameters),
      }));
      const ofTime = flows.buckets.map(({ flow }, b) => ({
        key: buckets[b] ?? null,
        measured: measure(flow, parameters),
      }));
      const groups = traitOf(groupBy) ? nameKeys(keys, ofTrait) : ofTime;
      return { ...figure, groups: groupBy ? groups : null };
    },
  };
}

type Read = { figure: CustomerFigure; flows: Flows; parameters: DefinitionParameters; buckets: string[] };

function flowFigure(scope: Scope, request: RetentionRequest, measure: Measure): Reading<Read> {
  const { period, today, rule, filter, groupBy, bucketsOnly } = request;
  const edges = edgesOf(period, grainOf(groupBy));
  const { statements, result } = flowsReading(scope, {
    ...{ edges, rule, filter, bucketsOnly },
    groupBy: traitOf(groupBy),
  });
  const parameters = { ...parametersOfRule(rule), ...period, isOver: isOver(period, today) };
  return {
    statements,
    result: (rows) => {
      const flows = result(rows);
      const { flow, whole } = flows.whole;
      return {
        figure: {
          measured: measure(flow, parameters),
          also: whole ? [earlyLoss(whole, parameters)] : [],
          groups: null,
          flow: whole,
        },
        flows,
        parameters,
        buckets: edges.keys,
      };
    },
  };
}

function refuseWhatContractsKnow({ groupBy, leaveOutInvoluntary }: ChurnRequest): void {
  const field = groupBy === "reason" ? "groupBy" : leaveOutInvoluntary ? "involuntary" : null;
  if (field)
    throw new AppError("invalid", "reasonNeedsContracts", { fields: { [field]: "reasonNeedsContracts" } });
}
