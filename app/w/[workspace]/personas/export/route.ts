import { defineExport } from "@/lib/doors/define-export";
import { personasExport } from "@/lib/journeys/queries/export-personas";
import { personaListInput } from "@/lib/journeys/schema/persona";

export const GET = defineExport({ can: "metrics:read", input: personaListInput, ...personasExport });
