import { defineExport } from "@/lib/doors/define-export";
import { inventoryExport } from "@/lib/inventory/queries/export-inventory";
import { inventoryInput } from "@/lib/inventory/schema";

export const GET = defineExport({ can: "touchpoints:read", input: inventoryInput, ...inventoryExport });
