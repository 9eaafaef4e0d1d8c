import type { Scope } from "@/lib/auth/scope";
import { presentBesides, presentGroup, presentMeasured } from "../rules/present-metric";
import type { MetricAnswer } from "../schema/metric-answers";
import { type CustomerMetricName, customerMetrics, type MeasureMetricInput } from "../schema/metric-inputs";
import { readCustomerFigure } from "./measure-customers";
import { presentScores, readScores } from "./measure-scores";

/** `GET /metrics/{metric}`: a score from answers or a figure on customers, with the same shape of answer. */
export async function measureMetric(scope: Scope, input: MeasureMetricInput): Promise<MetricAnswer> {
  const { metric } = input;
  if (!isOfCustomers(metric)) return presentScores(metric, await readScores(scope, metric, input));
  const { measured, also, groups, flow } = await readCustomerFigure(scope, metric, input);
  return {
    metric,
    ...presentMeasured(measured),
    ...(groups ? { groups: groups.map((group) => presentGroup(group.key, group.measured)) } : {}),
    ...presentBesides(also),
    ...(flow ? { flow } : {}),
  };
}

export const isOfCustomers = (metric: MeasureMetricInput["metric"]): metric is CustomerMetricName =>
  customerMetrics.some((one) => one === metric);
