import { defineExport } from "@/lib/doors/define-export";
import { bookExport } from "@/lib/phasebook/queries/export-book";
import { bookInput } from "@/lib/phasebook/schema/pages";

export const GET = defineExport({ can: "metrics:read", input: bookInput, ...bookExport });
