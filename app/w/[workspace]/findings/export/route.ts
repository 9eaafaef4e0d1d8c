import { defineExport } from "@/lib/doors/define-export";
import { findingsExport } from "@/lib/findings/queries/list-findings";
import { findingsInput } from "@/lib/findings/schema";

export const GET = defineExport({ can: "metrics:read", input: findingsInput, ...findingsExport });
