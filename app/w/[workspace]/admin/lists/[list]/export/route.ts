import { entriesExport } from "@/lib/catalogue/queries/export-entries";
import { listInput } from "@/lib/catalogue/schema/admin";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "catalogue:manage", input: listInput, ...entriesExport });
