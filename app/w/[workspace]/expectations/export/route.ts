import { defineExport } from "@/lib/doors/define-export";
import { gapsExport } from "@/lib/expectations/queries/export-gaps";
import { gapsPageInput } from "@/lib/expectations/schema";

export const GET = defineExport({ can: "metrics:read", input: gapsPageInput, ...gapsExport });
