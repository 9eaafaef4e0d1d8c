import { apiDocument } from "@/app/api/v1/document";
import { ApiReference } from "@/components/api-docs/api-reference";
import { env } from "@/lib/env/env";
import { referenceOf } from "@/lib/openapi/rules/reference";

/** For the developers of other systems; it describes the interface and tells nothing of anybody. */
export default function ApiReferencePage() {
  const { LOTSE_URL, PORT } = env();
  return <ApiReference groups={referenceOf(apiDocument(), LOTSE_URL ?? `http://localhost:${PORT}`)} />;
}
