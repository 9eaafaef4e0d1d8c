import { auditExport } from "@/lib/audit/queries/export-audit";
import { auditInput } from "@/lib/audit/schema";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "audit:read", input: auditInput, ...auditExport });
