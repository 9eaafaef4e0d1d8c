import { defineExport } from "@/lib/doors/define-export";
import { contactsExport } from "@/lib/planned-contacts/queries/export-contacts";
import { contactListInput } from "@/lib/planned-contacts/schema/pages";

export const GET = defineExport({ can: "customers:read", input: contactListInput, ...contactsExport });
