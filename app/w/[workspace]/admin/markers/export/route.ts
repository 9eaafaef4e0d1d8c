import { defineExport } from "@/lib/doors/define-export";
import { markersExport } from "@/lib/markers/queries/export-markers";
import { markerRowsInput } from "@/lib/markers/schema/admin";

export const GET = defineExport({ can: "markers:write", input: markerRowsInput, ...markersExport });
