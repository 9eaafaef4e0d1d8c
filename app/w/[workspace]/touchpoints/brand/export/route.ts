import { ratingExport } from "@/lib/brand/queries/export-ratings";
import { brandInput } from "@/lib/brand/schema";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "touchpoints:read", input: brandInput, ...ratingExport });
