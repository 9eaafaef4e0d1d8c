import { buyingExport } from "@/lib/buying/queries/export-buying";
import { buyingInput } from "@/lib/buying/schema/pages";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "metrics:read", input: buyingInput, ...buyingExport });
