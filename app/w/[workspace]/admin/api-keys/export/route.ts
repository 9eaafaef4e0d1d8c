import { noInput } from "@/lib/accounts/schema";
import { apiKeyExport } from "@/lib/api-keys/queries";
import { defineExport } from "@/lib/doors/define-export";

export const GET = defineExport({ can: "apiKeys:manage", input: noInput, ...apiKeyExport });
