import { defineExport } from "@/lib/doors/define-export";
import { boardExport } from "@/lib/phasebook/queries/export-board";
import { boardInput } from "@/lib/phasebook/schema/pages";

export const GET = defineExport({ can: "customers:read", input: boardInput, ...boardExport });
