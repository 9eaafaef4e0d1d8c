import { feedbackExport } from "@/lib/dashboards/queries/export-feedback";
import { feedbackListInput } from "@/lib/dashboards/schema";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "feedback:read", input: feedbackListInput, ...feedbackExport });
