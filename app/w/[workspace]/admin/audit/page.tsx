import { AuditView } from "@/components/audit/audit-view";
import { listAudit } from "@/lib/audit/queries/list-audit";
import { auditInput } from "@/lib/audit/schema";
import { definePage } from "@/lib/doors/define-page";

export default definePage({ can: "audit:read", input: auditInput, load: listAudit, view: AuditView });
