import { noInput } from "@/lib/accounts/schema";
import { defineExport } from "@/lib/doors/define-export";
import { segmentExport } from "@/lib/segments/queries/export-segments";

export const GET = defineExport({ can: "metrics:read", input: noInput, ...segmentExport });
