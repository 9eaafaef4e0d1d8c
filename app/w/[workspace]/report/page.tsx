import { ReportView } from "@/components/reports/report-view";
import { definePage } from "@/lib/doors/define-page";
import { loadReport } from "@/lib/reports/queries/load-report";
import { reportInput } from "@/lib/reports/schema";

export default definePage({ can: "metrics:read", input: reportInput, load: loadReport, view: ReportView });
