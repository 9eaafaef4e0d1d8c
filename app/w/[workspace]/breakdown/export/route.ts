import { breakdownExport } from "@/lib/dashboards/queries/export-breakdown";
import { breakdownInput } from "@/lib/dashboards/schema";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "metrics:read", input: breakdownInput, ...breakdownExport });
