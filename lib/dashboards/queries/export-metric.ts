import type { ListExport } from "@/lib/doors/list-export";
import type { MetricGroup } from "../schema/metric-answers";
import type { MeasureMetricInput } from "../schema/metric-inputs";
import { measureMetric } from "./measure-metric";

/** A figure and its groups: what stands behind a tile, a trend or a league. What is withheld there is withheld here. */
export const metricExport: ListExport<MeasureMetricInput, MetricGroup> = {
  name: "metric",
  columns: [
    { key: "group", value: ({ key }, { t }) => key ?? t("exports.none") },
    { key: "value", kind: "number", value: ({ value }) => value },
    { key: "n", kind: "number", value: ({ n }) => n },
    { key: "low", kind: "number", value: ({ interval }) => interval?.low ?? null },
    { key: "high", kind: "number", value: ({ interval }) => interval?.high ?? null },
    { key: "note", value: ({ suppressed }, { t }) => (suppressed ? t("exports.suppressed") : null) },
  ],
  rows: async (scope, input) => {
    const { groups, value, n, interval, suppressed } = await measureMetric(scope, input);
    return groups ?? [{ key: input.metric, value, n, interval, ...(suppressed ? { suppressed } : {}) }];
  },
};
