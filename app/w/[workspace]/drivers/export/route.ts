import { defineExport } from "@/lib/doors/define-export";
import { driversExport } from "@/lib/drivers/queries/export-drivers";
import { driversInput } from "@/lib/drivers/schema";

export const GET = defineExport({ can: "metrics:read", input: driversInput, ...driversExport });
