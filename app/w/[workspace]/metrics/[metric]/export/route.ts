import { metricExport } from "@/lib/dashboards/queries/export-metric";
import { measureMetricInput } from "@/lib/dashboards/schema/metric-inputs";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "metrics:read", input: measureMetricInput, ...metricExport });
