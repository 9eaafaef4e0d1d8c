import { defineExport } from "@/lib/doors/define-export";
import { measuresExport } from "@/lib/measures/queries/list-measures";
import { measuresInput } from "@/lib/measures/schema/pages";

export const GET = defineExport({ can: "metrics:read", input: measuresInput, ...measuresExport });
