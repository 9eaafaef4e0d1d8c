import { noInput } from "@/lib/accounts/schema";
import { defineExport } from "@/lib/doors/define-export";
import { memberExport } from "@/lib/members/queries";

export const GET = defineExport({ can: "members:manage", input: noInput, ...memberExport });
