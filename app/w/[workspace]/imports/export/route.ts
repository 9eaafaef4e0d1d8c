import { noInput } from "@/lib/accounts/schema";
import { defineExport } from "@/lib/doors/define-export";
import { importExport } from "@/lib/imports/queries/export-imports";

export const GET = defineExport({ can: "imports:read", input: noInput, ...importExport });
