import { ApiKeysView } from "@/components/api-keys/api-keys-view";
import { noInput } from "@/lib/accounts/schema";
import { listApiKeys } from "@/lib/api-keys/queries";
import { definePage } from "@/lib/doors/define-page";

export default definePage({ can: "apiKeys:manage", input: noInput, load: listApiKeys, view: ApiKeysView });
