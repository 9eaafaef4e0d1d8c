import { defineExport } from "@/lib/doors/define-export";
import { journeyMapExport } from "@/lib/journeys/queries/export-journey-map";
import { journeyMapInput } from "@/lib/journeys/schema/map";

export const GET = defineExport({ can: "metrics:read", input: journeyMapInput, ...journeyMapExport });
