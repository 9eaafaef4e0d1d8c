import { defineExport } from "@/lib/doors/define-export";
import { promisesExport } from "@/lib/promises/queries/export-promises";
import { promisesInput } from "@/lib/promises/schema";

export const GET = defineExport({ can: "metrics:read", input: promisesInput, ...promisesExport });
