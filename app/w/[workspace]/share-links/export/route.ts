import { noInput } from "@/lib/accounts/schema";
import { defineExport } from "@/lib/doors/define-export";
import { shareLinkExport } from "@/lib/sharing/queries/list-links";

export const GET = defineExport({ can: "shares:write", input: noInput, ...shareLinkExport });
